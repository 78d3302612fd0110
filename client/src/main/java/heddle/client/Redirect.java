package heddle.client;

import heddle.http.Status;
import heddle.url.Url;

/// A redirect that was followed.
///
/// @param status of the response that redirected
/// @param from the URL that answered so
/// @param to the URL that was asked next
public record Redirect(Status status, Url from, Url to) {}
