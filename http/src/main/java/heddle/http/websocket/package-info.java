/// What a WebSocket says when it ends (RFC 6455, 7): the codes, and the exception that carries one.
package heddle.http.websocket;
