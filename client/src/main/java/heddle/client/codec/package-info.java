/// The bytes of HTTP/1 responses, read by Netty's decoder by our rules, and the head that a response of any version
/// becomes. Below `heddle.client.wire`; hidden.
package heddle.client.codec;
