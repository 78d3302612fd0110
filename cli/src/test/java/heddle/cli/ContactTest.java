package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Whether whoever runs a host could write to whoever asks. The host is one of the addresses for documents (RFC 5737),
/// which `--no-private` keeps everything from.
@Isolated
class ContactTest {
    /// What the log says meanwhile.
    private static String logged(String... more) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            String[] words = new String[more.length + 6];
            System.arraycopy(
                    new String[] {"fetch", "--no-private", "-q", "-f", "none", "http://192.0.2.1/"}, 0, words, 0, 6);
            System.arraycopy(more, 0, words, 6, more.length);
            assertThat(Session.of(words).err()).contains("forbidden_address");
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_user_agent_without_a_page_or_an_address_is_warned_of() {
        assertThat(logged())
                .contains("WARN the User-Agent 'heddle/", "names nobody whom a host could write to; add an address");
    }

    @Test
    void one_with_a_page_or_an_address_is_not() {
        assertThat(logged("-A", "tester (+https://example.org/bot)")).doesNotContain("names nobody");
        assertThat(logged("-A", "tester (me@example.org)")).doesNotContain("names nobody");
    }
}
