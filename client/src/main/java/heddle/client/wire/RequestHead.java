package heddle.client.wire;

/// The head of a request, to be written out for the version of HTTP that its connection turns out to speak.
public interface RequestHead {
    /// For HTTP/1.1: request line and header fields, with the empty line after them.
    byte[] lines();

    /// For HTTP/2: names and values in turn, pseudo fields first, names in lower case; without the fields that speak of
    /// the connection.
    String[] fields();

    /// Method and URL, for a message.
    String label();
}
