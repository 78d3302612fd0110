package heddle.fetch.input;

import heddle.fetch.list.Columns;
import heddle.fetch.list.Compression;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.UrlList;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Finds out what a list is.
final class Detection {
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_BYTES = 64 * 1024;

    private Detection() {}

    /// The list of a source whose bytes have been opened, to be opened once. Looks at them as far as the first line,
    /// and waits for that.
    static UrlList list(ListSource source, InputOptions options) throws IOException {
        InputStream raw = new BufferedInputStream(source.open(), HEAD_BYTES);
        try {
            Compression compression = Compression.of(raw);
            if (compression == Compression.NONE) {
                return list(new OpenSource(source.name(), raw, source.file()), options);
            }
            InputStream bytes = compression.decoded(source.name(), raw);
            return list(new OpenSource(source.name(), bytes, Optional.empty()), options);
        } catch (IOException | RuntimeException | Error e) {
            raw.close();
            throw e;
        }
    }

    private static UrlList list(OpenSource source, InputOptions options) throws IOException {
        Columns columns = options.columns();
        InputFormat format = options.format().isPresent() ? options.format().get() : format(source, columns);
        return switch (format) {
            case TEXT -> UrlList.lines(source, columns);
            case JSONL -> UrlList.objects(source, columns);
            case CSV -> () -> TableLines.open(source, ',', columns);
            case TSV -> () -> TableLines.open(source, '\t', columns);
            case PARQUET -> () -> ParquetLines.open(source, columns);
            case SITEMAP -> () -> SitemapLines.open(source, columns);
        };
    }

    private static InputFormat format(OpenSource source, Columns columns) throws IOException {
        if (Arrays.equals(Head.bytes(source.open(), PARQUET.length), PARQUET)) {
            return InputFormat.PARQUET;
        }
        Head head = Head.line(source.open(), HEAD_BYTES);
        if (head.isMarkup()) {
            return InputFormat.SITEMAP;
        }
        return head.table(columns.url()).or(() -> byName(source.name())).orElse(InputFormat.TEXT);
    }

    private static Optional<InputFormat> byName(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst|zstd)$", "");
        if (plain.endsWith(".csv")) {
            return Optional.of(InputFormat.CSV);
        }
        return plain.endsWith(".tsv") ? Optional.of(InputFormat.TSV) : Optional.empty();
    }
}
