package heddle.http.coding;

import heddle.http.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds the encoding of a text body and decodes it. The first of these that names a known encoding counts:
///
/// 1. the `charset` parameter of Content-Type, its label read as browsers read it (WHATWG Encoding, 4.2);
/// 2. the byte order mark of UTF-8, UTF-16BE or UTF-16LE;
/// 3. in HTML, and where no type is given, a `<meta>` in the first 1,024 bytes (HTML, 13.2.3.2, "prescan a byte
///   stream"), and in    XML the XML declaration;
/// 4. UTF-8.
///
/// Browsers put the second before the first. Here what the server says counts more, as in other clients; but of UTF-16
/// the mark tells the order of bytes: read in the other it is no character, and `charset=utf-16` says none.
public final class TextDecoding {
    /// How much of the body is looked at for a `<meta>` or an XML declaration.
    private static final int PRESCAN_BYTES = 1024;

    private TextDecoding() {}

    /// The encoding of a body with that Content-Type (empty when there is none) and these bytes, of which the first
    /// 1,024 are enough.
    public static Charset charset(Optional<String> contentType, byte[] body) {
        Optional<MediaType> type = contentType.flatMap(MediaType::parse);
        return type.flatMap(MediaType::charset)
                .flatMap(EncodingLabels::charset)
                .map(named -> inOrder(named, body))
                .or(() -> ByteOrderMark.of(body).map(ByteOrderMark::charset))
                .or(() -> declared(type, body))
                .orElse(StandardCharsets.UTF_8);
    }

    private static Charset inOrder(Charset named, byte[] body) {
        return isUtf16(named)
                ? ByteOrderMark.of(body)
                        .map(ByteOrderMark::charset)
                        .filter(TextDecoding::isUtf16)
                        .orElse(named)
                : named;
    }

    private static boolean isUtf16(Charset charset) {
        return charset.equals(StandardCharsets.UTF_16BE) || charset.equals(StandardCharsets.UTF_16LE);
    }

    /// The body as text, in the encoding that [#charset] finds, without a byte order mark of that encoding. What
    /// does not fit the encoding becomes U+FFFD.
    public static String decode(Optional<String> contentType, byte[] body) {
        Charset charset = charset(contentType, body);
        int skipped = ByteOrderMark.of(body)
                .filter(mark -> mark.charset().equals(charset))
                .map(ByteOrderMark::length)
                .orElse(0);
        return new String(body, skipped, body.length - skipped, charset);
    }

    /// What the text says about itself, where its type allows it to.
    private static Optional<Charset> declared(Optional<MediaType> type, byte[] body) {
        boolean mayBeHtml = type.map(MediaType::isHtml).orElse(true);
        if (!mayBeHtml && !type.map(MediaType::isXml).orElse(false)) {
            return Optional.empty();
        }
        String start = new String(body, 0, Math.min(body.length, PRESCAN_BYTES), StandardCharsets.ISO_8859_1);
        Optional<Charset> meta = mayBeHtml ? new MetaPrescan(start).charset() : Optional.empty();
        return meta.or(() -> XmlDeclaration.label(start).flatMap(EncodingLabels::declared));
    }
}
