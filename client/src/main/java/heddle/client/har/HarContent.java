package heddle.client.har;

import static heddle.client.har.HarJson.object;

import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.http.MediaType;
import heddle.http.coding.ContentDecoder;
import heddle.http.coding.DecodingLimits;
import heddle.http.coding.TextDecoding;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Bodies as HAR has them: text where the media type says that it is, else Base64; without content codings.
final class HarContent {
    private static final Set<String> TEXT = Set.of(
            "application/json",
            "application/javascript",
            "application/x-javascript",
            "application/x-www-form-urlencoded",
            "image/svg+xml");

    /// How many times its kept size a body may grow.
    private static final int GROWTH_MAX = 16;

    private HarContent() {}

    static Map<String, Object> sent(Headers headers, KeptBody body) {
        String type = headers.first("Content-Type").orElse("");
        boolean isText = isText(type);
        Map<String, Object> fields = object("mimeType", type, "params", List.of(), "text", text(type, body.bytes()));
        var notes = isText ? "" : "the text is Base64; ";
        comment(fields, notes + cut(body));
        return fields;
    }

    static Map<String, Object> received(Headers headers, KeptBody body) {
        String type = headers.first("Content-Type").orElse("");
        Optional<byte[]> decoded = decoded(ContentDecoder.codings(headers), body.bytes());
        boolean isWhole = decoded.isPresent() && !body.isCut();
        Map<String, Object> fields = object(
                "size",
                isWhole ? decoded.get().length : body.length(),
                "mimeType",
                type.isEmpty() ? "application/octet-stream" : type);
        if (isWhole) {
            fields.put("compression", decoded.get().length - body.length());
        }
        decoded.ifPresent(bytes -> {
            fields.put("text", text(type, bytes));
            if (!isText(type)) {
                fields.put("encoding", "base64");
            }
        });
        comment(fields, decoded.isEmpty() ? "its content coding could not be undone" : cut(body));
        return fields;
    }

    private static void comment(Map<String, Object> fields, String comment) {
        if (!comment.isEmpty()) {
            fields.put("comment", comment);
        }
    }

    private static String cut(KeptBody body) {
        return body.isCut() ? "the first %d of %d bytes were kept".formatted(body.bytes().length, body.length()) : "";
    }

    private static String text(String type, byte[] bytes) {
        return isText(type)
                ? TextDecoding.decode(Optional.of(type), bytes)
                : Base64.getEncoder().encodeToString(bytes);
    }

    private static boolean isText(String type) {
        return MediaType.parse(type)
                .filter(parsed -> parsed.type().equals("text")
                        || parsed.isXml()
                        || parsed.subtype().endsWith("+json")
                        || TEXT.contains(parsed.essence()))
                .isPresent();
    }

    /// As much as what was kept gives.
    private static Optional<byte[]> decoded(List<String> codings, byte[] bytes) {
        if (codings.isEmpty()) {
            return Optional.of(bytes);
        }
        var limits = DecodingLimits.defaults().withDecodedBytesMax((long) GROWTH_MAX * bytes.length + (1 << 20));
        var decoded = new ByteArrayOutputStream();
        try (var decoder = ContentDecoder.open(codings, limits)) {
            decoder.feed(bytes, 0, bytes.length);
            var piece = new byte[8192];
            for (int count = decoder.read(piece, 0, piece.length); count > 0; ) {
                decoded.write(piece, 0, count);
                count = decoder.read(piece, 0, piece.length);
            }
            return Optional.of(decoded.toByteArray());
        } catch (HttpException _) {
            return Optional.empty();
        }
    }
}
