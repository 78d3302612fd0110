package heddle.fuzz.strict;

/// A response as [StrictMessage] reads it, each part as text.
///
/// @param head     version, status and fields
/// @param body     its bytes, a character each
/// @param trailers the fields behind it
/// @param isKept   whether the connection may serve again
public record StrictResponse(String head, String body, String trailers, boolean isKept) {}
