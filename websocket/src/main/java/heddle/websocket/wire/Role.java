package heddle.websocket.wire;

/// Which side this is.
public enum Role {
    CLIENT,
    SERVER
}
