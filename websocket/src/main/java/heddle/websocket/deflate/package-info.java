/// The compression of messages, permessage-deflate (RFC 7692): how it is agreed on, and both directions. Hidden.
package heddle.websocket.deflate;
