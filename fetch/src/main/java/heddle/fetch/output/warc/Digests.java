package heddle.fetch.output.warc;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.netpreserve.jwarc.WarcDigest;

/// The digests of a record, by SHA-1 as the field has it: of the whole block, and of what of it is payload.
///
/// @param block   of head and body
/// @param payload of the body
record Digests(WarcDigest block, WarcDigest payload) {
    /// Something that is digested while it is written.
    @FunctionalInterface
    interface Content {
        void copyTo(OutputStream target) throws IOException;
    }

    static Digests of(byte[] head, Content body) throws IOException {
        MessageDigest block = sha1();
        MessageDigest payload = sha1();
        block.update(head);
        body.copyTo(new OutputStream() {
            @Override
            public void write(int one) {
                block.update((byte) one);
                payload.update((byte) one);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                block.update(bytes, offset, length);
                payload.update(bytes, offset, length);
            }
        });
        return new Digests(new WarcDigest(block), new WarcDigest(payload));
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
