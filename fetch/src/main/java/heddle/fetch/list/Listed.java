package heddle.fetch.list;

/// What a list has of a URL.
///
/// @param url         as it stands there
/// @param particulars whatever else there is
public record Listed(String url, Particulars particulars) {
    /// Nothing but a URL.
    public static Listed of(String url) {
        return new Listed(url, Particulars.NONE);
    }
}
