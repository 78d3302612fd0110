/// What the heads say that open a WebSocket (RFC 6455, 4). Hidden.
package heddle.websocket.handshake;
