package heddle.client.download;

import heddle.http.Headers;
import heddle.url.Url;
import java.nio.file.Path;

/// A download that is over.
///
/// @param file that has it
/// @param bytes of the file
/// @param resumedBytes of these, how many were there before: of an earlier download that was cut
/// @param requests that it took
/// @param url that answered last, after redirects
/// @param headers of the last answer
public record Downloaded(Path file, long bytes, long resumedBytes, int requests, Url url, Headers headers) {}
