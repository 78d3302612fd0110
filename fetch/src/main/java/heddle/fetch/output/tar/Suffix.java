package heddle.fetch.output.tar;

import heddle.http.MediaType;
import java.util.Map;
import java.util.Optional;

/// What the names of bodies end with, by their media types. `json` alone is the line about the body.
final class Suffix {
    private static final String UNKNOWN = "bin";

    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("text/html", "html"),
            Map.entry("application/xhtml+xml", "html"),
            Map.entry("text/plain", "txt"),
            Map.entry("text/css", "css"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/javascript", "js"),
            Map.entry("application/javascript", "js"),
            Map.entry("application/json", "body.json"),
            Map.entry("application/xml", "xml"),
            Map.entry("text/xml", "xml"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"),
            Map.entry("application/gzip", "gz"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/webp", "webp"),
            Map.entry("image/avif", "avif"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("image/tiff", "tiff"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/wav", "wav"),
            Map.entry("audio/flac", "flac"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/webm", "webm"));

    private Suffix() {}

    /// Without a dot before it.
    static String of(Optional<String> contentType) {
        return contentType
                .flatMap(MediaType::parse)
                .map(type -> BY_TYPE.getOrDefault(type.essence(), UNKNOWN))
                .orElse(UNKNOWN);
    }
}
