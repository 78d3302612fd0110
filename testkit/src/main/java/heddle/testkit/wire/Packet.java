package heddle.testkit.wire;

/// What travels through a [Pipe]: the packets of TCP as far as programs can tell them apart.
sealed interface Packet {
    /// Asks for a connection.
    record Syn() implements Packet {}

    /// Grants it.
    record SynAck() implements Packet {}

    /// The grant was heard: the connection stands, and can be accepted.
    record Established() implements Packet {}

    /// Bytes, never empty, not to be changed.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] bytes) implements Packet {}

    /// So many bytes were read: there is room for as many more.
    record Room(int bytes) implements Packet {}

    /// No more bytes will follow.
    record Fin() implements Packet {}

    /// There is no such connection.
    record Reset() implements Packet {}

    /// For the trace.
    default String word() {
        return switch (this) {
            case Syn _ -> "syn";
            case SynAck _ -> "syn-ack";
            case Established _ -> "ack";
            case Bytes _ -> "data";
            case Room _ -> "room";
            case Fin _ -> "fin";
            case Reset _ -> "rst";
        };
    }

    /// How many bytes of a program it stands for.
    default int amount() {
        return switch (this) {
            case Bytes(byte[] bytes) -> bytes.length;
            case Room(int bytes) -> bytes;
            case Syn _, SynAck _, Established _, Fin _, Reset _ -> 0;
        };
    }

    /// How many bytes it takes on the wire: headers of 40, and a payload if it has one.
    default int wireBytes() {
        return this instanceof Bytes(byte[] bytes) ? bytes.length + 40 : 40;
    }
}
