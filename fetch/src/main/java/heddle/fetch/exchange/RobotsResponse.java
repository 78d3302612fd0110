package heddle.fetch.exchange;

import heddle.client.Response;
import heddle.fetch.robots.RobotsRules;
import heddle.http.Status;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// What an answer to the question for a robots.txt means (RFC 9309, 2.3.1).
public final class RobotsResponse {
    /// As far as a redirect to it is followed.
    public static final int REDIRECTS_MAX = 5;

    static final int BYTES_MAX = 512 * 1024;
    private static final int TOO_MANY_REQUESTS = 429;

    private RobotsResponse() {}

    /// Whether it is not known what the file says, so that nothing may be asked for.
    public static boolean isUnavailable(Status status) {
        return status.code() >= 500 || status.code() == TOO_MANY_REQUESTS;
    }

    /// What it says to the crawler of that product token; a file that is not there allows everything. Parks.
    public static RobotsRules rules(Response response, String productToken) {
        if (!response.status().isSuccess()) {
            return RobotsRules.ALLOW_ALL;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer chunk = response.body().read();
                chunk.hasRemaining() && bytes.size() < BYTES_MAX;
                chunk = response.body().read()) {
            byte[] copy = new byte[chunk.remaining()];
            chunk.get(copy);
            bytes.writeBytes(copy);
        }
        return RobotsRules.parse(bytes.toByteArray(), productToken);
    }
}
