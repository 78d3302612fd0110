/// The frames of a WebSocket (RFC 6455, 5): read from a source of bytes, written to arrays. Hidden.
package heddle.websocket.frame;
