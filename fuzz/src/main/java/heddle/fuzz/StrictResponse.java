package heddle.fuzz;

/// A response as [StrictMessage] reads it, each part as [Answer] has it.
///
/// @param head     version, status and fields
/// @param body     its bytes, a character each
/// @param trailers the fields behind it
/// @param isKept   whether the connection may serve again
record StrictResponse(String head, String body, String trailers, boolean isKept) {}
