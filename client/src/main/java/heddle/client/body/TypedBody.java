package heddle.client.body;

/// A body with what its Content-Type field is to say.
///
/// @param contentType `application/json`
/// @param body        the bytes
public record TypedBody(String contentType, RequestBody body) {}
