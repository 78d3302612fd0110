package heddle.fetch.exchange;

import heddle.client.Response;
import heddle.client.ResponseBody;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.OutputException;
import heddle.http.HttpException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads bodies as far as they are wanted.
///
/// @param bytesMax of a body that are kept
/// @param rate     at which they are read
record BodyReader(OptionalLong bytesMax, Optional<ByteRate> rate) {
    /// The rest of a body that is not wanted is read if it is no longer, so that its connection serves again.
    private static final long REST_BYTES_MAX = 64 << 10;

    /// What was read of a body.
    ///
    /// @param bytes that were kept
    /// @param isCut whether there were more
    record Read(long bytes, boolean isCut) {}

    /// Brings a body to its sink; what is beyond the limit is left unread.
    Read read(ResponseBody body, BodySink sink) throws OutputException {
        long max = bytesMax.orElse(Long.MAX_VALUE);
        long bytes = 0;
        while (true) {
            ByteBuffer chunk = body.read();
            if (!chunk.hasRemaining()) {
                return new Read(bytes, false);
            }
            if (rate.isPresent()) {
                rate.get().pay(chunk.remaining());
            }
            boolean isCut = chunk.remaining() > max - bytes;
            ByteBuffer wanted = isCut ? chunk.slice(chunk.position(), (int) (max - bytes)) : chunk;
            bytes += wanted.remaining();
            if (sink.wantsBytes() && wanted.hasRemaining()) {
                sink.write(wanted);
            }
            if (isCut) {
                return new Read(bytes, true);
            }
        }
    }

    /// Gives a body up that is not wanted, and its connection with it unless the rest is short. The response is still
    /// to be closed. Parks.
    void letGo(Response response) {
        if (Admission.length(response.headers()).orElse(0) <= REST_BYTES_MAX) {
            try {
                response.release();
            } catch (HttpException brokenOff) {
                // What comes of the URL is known already.
            }
        }
    }
}
