package heddle.websocket;

/// Why a WebSocket was closed.
///
/// @param code see [heddle.http.websocket.CloseCode]; 1005 for none
/// @param words for people, often none; at most 123 bytes of UTF-8
public record CloseReason(int code, String words) {}
