package heddle.fetch.output.warc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwat.common.HeaderLine;
import org.jwat.warc.WarcReader;
import org.jwat.warc.WarcReaderFactory;
import org.jwat.warc.WarcRecord;

/// WARC files read back by JWAT, which checks each record against the standard, and its digests.
public final class Archive {
    private Archive() {}

    /// A record: the fields of its head that tests ask for, and its whole block.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Archived(
            String type,
            String url,
            String id,
            String concurrentTo,
            String refersTo,
            String truncated,
            String date,
            String ip,
            String profile,
            String refersToDate,
            String protocol,
            String head,
            byte[] payload) {
        public boolean is(String expected) {
            return type.equals(expected);
        }
    }

    /// All records of all files in this folder, in order.
    public static List<Archived> in(Path folder) throws IOException {
        List<Archived> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                records.addAll(of(file));
            }
        }
        return records;
    }

    private static List<Archived> of(Path file) throws IOException {
        List<Archived> records = new ArrayList<>();
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                WarcReader reader = WarcReaderFactory.getReader(bytes)) {
            assertThat(reader.isCompressed()).isTrue();
            reader.setBlockDigestEnabled(true);
            reader.setPayloadDigestEnabled(true);
            for (WarcRecord record = reader.getNextRecord(); record != null; record = reader.getNextRecord()) {
                records.add(of(record));
            }
            assertThat(reader.isCompliant()).as("%s", file).isTrue();
        }
        return records;
    }

    private static Archived of(WarcRecord record) throws IOException {
        byte[] payload = {};
        String head = "";
        if (record.hasPayload()) {
            byte[] all = record.getPayload().getInputStreamComplete().readAllBytes();
            String text = new String(all, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n") + 4;
            head = text.substring(0, end);
            payload = text.substring(end).getBytes(StandardCharsets.ISO_8859_1);
        }
        record.close();
        assertThat(record.diagnostics.getErrors())
                .as("errors in %s", record.header.headerBytes)
                .isEmpty();
        assertThat(record.diagnostics.getWarnings()).isEmpty();
        assertThat(record.isCompliant()).isTrue();
        assertThat(record.header.major).isEqualTo(1);
        assertThat(record.header.minor).isEqualTo(1);
        if (!record.header.warcTypeStr.equals("warcinfo")) {
            assertThat(record.isValidBlockDigest).isTrue();
        }
        if (record.header.warcTypeStr.equals("response")) {
            assertThat(record.isValidPayloadDigest).isTrue();
        }
        return new Archived(
                record.header.warcTypeStr,
                text(record.header.warcTargetUriStr),
                text(record.header.warcRecordIdStr),
                record.header.warcConcurrentToList.isEmpty()
                        ? ""
                        : record.header.warcConcurrentToList.getFirst().warcConcurrentToStr,
                text(record.header.warcRefersToStr),
                text(record.header.warcTruncatedStr),
                text(record.header.warcDateStr),
                text(record.header.warcIpAddress),
                text(record.header.warcProfileStr),
                text(record.header.warcRefersToDateStr),
                field(record, "WARC-Protocol"),
                head,
                payload);
    }

    private static String field(WarcRecord record, String name) {
        HeaderLine line = record.getHeader(name);
        return line == null ? "" : text(line.value);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
