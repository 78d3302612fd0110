package heddle.fetch.output.warc;

import heddle.fetch.output.Earlier;
import heddle.fetch.output.file.GzipMembers;
import heddle.fetch.output.warc.Digests.Content;
import heddle.fetch.output.warc.Originals.Original;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcCaptureRecord;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTruncationReason;
import org.netpreserve.jwarc.Warcinfo;

/// Writes the records of WARC 1.1 (ISO 28500:2017), each in a member of gzip of its own.
///
/// A response whose payload was archived before is a `revisit` of that record, without its payload; so is one that says
/// that nothing has changed since an earlier run.
final class RecordWriter implements AutoCloseable {
    private static final MessageVersion VERSION = MessageVersion.WARC_1_1;
    private static final String PROTOCOL = "WARC-Protocol";
    private static final String SPECIFICATION =
            "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/";
    private static final byte[] END = {'\r', '\n', '\r', '\n'};
    private static final Content NOTHING = _ -> {};

    private final GzipMembers members;
    private final Originals originals = new Originals();

    RecordWriter(OutputStream target) {
        members = new GzipMembers(target);
    }

    /// The first record of a file.
    void warcinfo(String filename) throws IOException {
        Warcinfo.Builder builder = new Warcinfo.Builder().version(VERSION).filename(filename);
        builder.fields(new TreeMap<>(Map.of(
                "software", List.of("heddle"),
                "format", List.of("WARC File Format 1.1"),
                "conformsTo", List.of(SPECIFICATION))));
        WarcRecord record = builder.build();
        members.write(record.serializeHeader());
        record.body().stream().transferTo(members);
        end();
    }

    /// The response of an exchange, or that it was the same as an earlier one; and its request.
    void exchange(Hop hop) throws IOException {
        Digests digests = Digests.of(hop.head(), hop.body()::copyTo);
        Optional<Original> original = hop.body().bytes() == 0 || !hop.isWhole()
                ? Optional.empty()
                : originals.of(digests.payload().base32());
        WarcRecord response = original.isPresent() ? revisit(hop, digests, original.get()) : response(hop, digests);
        request(hop, response);
    }

    private WarcRecord response(Hop hop, Digests digests) throws IOException {
        var builder = new WarcResponse.Builder(target(hop)).payloadDigest(digests.payload());
        if (!hop.isWhole()) {
            builder.truncated(WarcTruncationReason.LENGTH);
        }
        WarcResponse record = described(builder, hop, digests)
                .body(MediaType.HTTP_RESPONSE, Channels.newChannel(InputStream.nullInputStream()), length(hop))
                .build();
        write(record, hop.head(), hop.body()::copyTo);
        if (hop.isWhole()) {
            originals.add(digests.payload().base32(), new Original(record.id(), target(hop), hop.date()));
        }
        return record;
    }

    private static long length(Hop hop) {
        return hop.head().length + hop.body().bytes();
    }

    private WarcRecord revisit(Hop hop, Digests digests, Original original) throws IOException {
        var builder = new WarcRevisit.Builder(target(hop), WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1)
                .refersTo(original.id(), original.targetUri(), original.date())
                .payloadDigest(digests.payload());
        WarcRevisit record = described(builder, hop, Digests.of(hop.head(), NOTHING))
                .body(MediaType.HTTP_RESPONSE, hop.head())
                .build();
        write(record, hop.head(), NOTHING);
        return record;
    }

    /// That a server has nothing else to give than it gave to an earlier run; and the request.
    void same(Hop hop, Earlier earlier) throws IOException {
        var builder = new WarcRevisit.Builder(target(hop), WarcRevisit.SERVER_NOT_MODIFIED_1_1)
                .addHeader("WARC-Refers-To-Target-URI", target(hop));
        earlier.archived().ifPresent(date -> builder.addHeader("WARC-Refers-To-Date", date.toString()));
        WarcRevisit record = described(builder, hop, Digests.of(hop.head(), NOTHING))
                .body(MediaType.HTTP_RESPONSE, hop.head())
                .build();
        write(record, hop.head(), NOTHING);
        request(hop, record);
    }

    private void request(Hop hop, WarcRecord response) throws IOException {
        WarcRequest record = described(new WarcRequest.Builder(target(hop)), hop, Digests.of(hop.request(), NOTHING))
                .concurrentTo(response.id())
                .body(MediaType.HTTP_REQUEST, hop.request())
                .build();
        write(record, hop.request(), NOTHING);
    }

    private static <R extends WarcCaptureRecord, B extends WarcCaptureRecord.AbstractBuilder<R, B>> B described(
            B builder, Hop hop, Digests digests) {
        hop.from().ifPresent(builder::ipAddress);
        return builder.version(VERSION)
                .date(hop.date())
                .addHeader(PROTOCOL, hop.protocol())
                .blockDigest(digests.block());
    }

    /// Without what is not sent.
    private static String target(Hop hop) {
        return hop.url().withoutCredentials().withoutFragment().href();
    }

    private void write(WarcRecord record, byte[] head, Content body) throws IOException {
        members.write(record.serializeHeader());
        members.write(head);
        body.copyTo(members);
        end();
    }

    private void end() throws IOException {
        members.write(END);
        members.endMember();
    }

    @Override
    public void close() {
        members.close();
    }
}
