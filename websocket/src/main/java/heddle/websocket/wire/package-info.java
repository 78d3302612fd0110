/// A WebSocket at work, over the stream of an upgraded connection. Hidden.
package heddle.websocket.wire;
