package heddle.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import heddle.fetch.store.ObjectStore;
import heddle.fetch.store.StoreAddress;
import heddle.fetch.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What no server can be brought to say by itself, said by one that says it always.
class S3FailuresTest {
    private HttpServer server;
    private int status;
    private String body = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.getResponseHeaders().add("x-amz-bucket-region", "eu-central-1");
            exchange.sendResponseHeaders(status, bytes.length);
            try (exchange) {
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "403, RequestTimeTooSkewed, this machine's clock is wrong (RequestTimeTooSkewed); set it",
        "403, AccessDenied, uploading needs s3:ListBucket",
        "403, ExpiredToken, the server refuses the credentials (ExpiredToken)",
        "301, PermanentRedirect, 'the bucket is in another region, eu-central-1; say which by --s3-region'",
        "400, AuthorizationHeaderMalformed, 'the bucket is in another region, eu-central-1'",
        "400, InvalidBucketName, the server answered 400 InvalidBucketName because of the test",
    })
    void a_refusal_is_told_with_what_to_do(int answered, String code, String why) throws Exception {
        status = answered;
        body = "<Error><Code>%s</Code><Message>because of the test</Message></Error>".formatted(code);
        try (ObjectStore store = open()) {
            assertThatThrownBy(store::isEmpty)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(why);
        }
    }

    @Test
    void what_is_no_server_of_s3_is_guessed() throws Exception {
        status = 404;
        body = "not here";
        try (ObjectStore store = open()) {
            assertThatThrownBy(store::probe)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be written: there is no such thing (404")
                    .hasMessageEndingWith("is this a server of S3?");
        }
    }

    private ObjectStore open() throws StoreException {
        StoreAddress address = StoreAddress.parse("s3://crawls/x")
                .endpoint(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .pathStyle();
        return S3Store.open(address, S3Options.of(S3Server.credentials()));
    }
}
