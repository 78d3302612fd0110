package heddle.net.wire;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.net.DialFailure;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectProblemTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "finishConnect(..) failed with error(-111): Connection refused: localhost/[0:0:0:0:0:0:0:1]:1"
                        + " | CONNECTION_REFUSED | connection refused",
                "connect(..) failed with error(-101): Network is unreachable: /192.0.2.1:80"
                        + " | UNREACHABLE | network is unreachable",
                "No route to host: site.example/192.0.2.1:80 | UNREACHABLE | no route to host",
                "socket() failed: Too many open files | OUT_OF_FILES | too many open files",
                "finishConnect(..) failed with error(-110): Connection timed out: a/192.0.2.1:80"
                        + " | CONNECT_TIMED_OUT | timed out",
                "connect(..) failed with error(-13): Permission denied: site.example/192.0.2.1:80"
                        + " | CONNECT_FAILED | Permission denied",
                "Protocol wrong type for socket | CONNECT_FAILED | Protocol wrong type for socket"
            })
    void the_words_of_the_operating_system_are_told_without_the_frame_around_them(
            String message, DialFailure failure, String phrase) {
        assertThat(ConnectProblem.of(new IOException(message))).isEqualTo(new ConnectProblem(failure, phrase));
    }

    @Test
    void a_failure_without_words_is_told_by_its_type() {
        assertThat(ConnectProblem.of(new ClosedChannelException()).phrase())
                .isEqualTo("java.nio.channels.ClosedChannelException");
    }
}
