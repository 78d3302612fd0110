package heddle.websocket.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.http.Headers;
import heddle.http.ProtocolException;
import heddle.websocket.CompressionOptions;
import heddle.websocket.CompressionOptions.Window;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How compression is agreed on (RFC 7692, 7.1).
class PerMessageDeflateTest {
    private static final CompressionOptions DEFAULTS = CompressionOptions.defaults();
    private static final CompressionOptions FRUGAL =
            DEFAULTS.sent(new Window(10, false)).received(new Window(9, false));

    private static Headers field(String value) {
        return Headers.of("Sec-WebSocket-Extensions", value);
    }

    @Test
    void a_client_offers_what_it_wishes() {
        assertThat(PerMessageDeflate.offer(DEFAULTS)).isEqualTo("permessage-deflate; client_max_window_bits");
        assertThat(PerMessageDeflate.offer(FRUGAL))
                .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
                        + "server_max_window_bits=9; client_max_window_bits=10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate | permessage-deflate | 15 | true | true",
                "permessage-deflate; client_max_window_bits | permessage-deflate | 15 | true | true",
                "foo, permessage-deflate; server_no_context_takeover | permessage-deflate; server_no_context_takeover | 15 | false | true",
                "permessage-deflate; client_no_context_takeover | permessage-deflate; client_no_context_takeover | 15 | true | false",
                "permessage-deflate; server_max_window_bits=10 | permessage-deflate; server_max_window_bits=10 | 10 | true | true",
                "permessage-deflate; server_max_window_bits=\"10\" | permessage-deflate; server_max_window_bits=10 | 10 | true | true",
                "permessage-deflate; client_max_window_bits=9 | permessage-deflate; client_max_window_bits=9 | 15 | true | true",
                "permessage-deflate; server_max_window_bits=7, permessage-deflate | permessage-deflate | 15 | true | true"
            })
    void a_server_answers_the_first_offer_that_it_can_accept(
            String offer, String answer, int bits, boolean isSentKept, boolean isReceivedKept) {
        assertThat(PerMessageDeflate.answer(field(offer), DEFAULTS))
                .contains(new PerMessageDeflate.Answer(
                        answer, new Agreement(DEFAULTS, bits, isSentKept, isReceivedKept)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "permessage-deflate; foo",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=08",
                "permessage-deflate; client_max_window_bits=1",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "permessage-deflate; "
            })
    void a_server_does_without_where_an_offer_is_not_right(String offer) {
        assertThat(PerMessageDeflate.answer(field(offer), DEFAULTS)).isEmpty();
    }

    @Test
    void a_frugal_server_limits_both_ways() {
        assertThat(PerMessageDeflate.answer(field("permessage-deflate; client_max_window_bits"), FRUGAL))
                .contains(new PerMessageDeflate.Answer(
                        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; client_max_window_bits=9",
                        new Agreement(FRUGAL, 10, false, false)));
    }

    @Test
    void a_client_takes_an_answer_that_fits() {
        assertThat(PerMessageDeflate.accept(Headers.empty(), Optional.of(DEFAULTS)))
                .isEmpty();
        assertThat(PerMessageDeflate.accept(
                        field("permessage-deflate; client_max_window_bits=9; server_no_context_takeover"),
                        Optional.of(DEFAULTS)))
                .contains(new Agreement(DEFAULTS, 9, true, false));
        assertThat(PerMessageDeflate.accept(field("permessage-deflate; server_max_window_bits=9"), Optional.of(FRUGAL)))
                .contains(new Agreement(FRUGAL, 10, false, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "permessage-deflate, permessage-deflate",
                "permessage-deflate; foo=1",
                "permessage-deflate; server_max_window_bits=10",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate; server_max_window_bits=7"
            })
    void a_client_refuses_an_answer_that_does_not_fit(String answer) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> PerMessageDeflate.accept(field(answer), Optional.of(FRUGAL)))
                .withMessageContaining(answer);
    }

    @Test
    void a_client_that_has_offered_nothing_refuses_every_extension() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> PerMessageDeflate.accept(field("permessage-deflate"), Optional.empty()));
    }
}
