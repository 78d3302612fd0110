/// The bytes of HTTP/1 responses, read by Netty's decoder by our rules, the head that a response of any version
/// becomes, and what undoes the codings of its body. Below `heddle.client.wire`; hidden.
package heddle.client.codec;
