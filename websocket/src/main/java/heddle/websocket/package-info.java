/// A [WebSocket][heddle.websocket.WebSocket], its messages and its options. A client connects one, a server
/// accepts one; from then on both are the same.
package heddle.websocket;
