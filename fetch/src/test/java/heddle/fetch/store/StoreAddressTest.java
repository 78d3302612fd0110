package heddle.fetch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {
    @ParameterizedTest
    @CsvSource({
        "s3://bucket,               s3://bucket/",
        "s3://bucket/,              s3://bucket/",
        "s3://bucket/runs/monday,   s3://bucket/runs/monday/",
        "s3://bucket/runs/monday//, s3://bucket/runs/monday/",
    })
    void a_place_ends_with_one_slash(String text, String place) {
        assertThat(StoreAddress.parse(text).place()).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucket",
                "s3:/bucket",
                "s3://",
                "s3:///prefix",
                "S3://bucket",
                "s3://bucket/a//b",
                "s3://bucket/../b",
                "s3://bucket/a/.",
                "s3://bucket//a",
                "s3://bucket/a?b",
                "s3://bucket/a\nb"
            })
    void an_address_that_means_nothing_plain_is_refused(String text) {
        assertThatThrownBy(() -> StoreAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_login_in_an_address_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> StoreAddress.parse("s3://AKIA:hunter2@bucket/"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2");
        StoreAddress address = StoreAddress.parse("s3://bucket");
        assertThatThrownBy(() -> address.endpoint(URI.create("http://AKIA:hunter2@127.0.0.1:9000")))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9000", "ftp://127.0.0.1", "http:///path", "http://host/?query"})
    void a_server_is_a_plain_origin(String server) {
        StoreAddress address = StoreAddress.parse("s3://bucket");
        assertThatThrownBy(() -> address.endpoint(URI.create(server))).isInstanceOf(IllegalArgumentException.class);
    }
}
