package heddle.http.cookie;

import static heddle.http.cookie.PublicSuffixes.registrableDomain;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What part of a host name somebody has registered.
class RegistrableDomainTest {
    @Test
    void it_is_a_public_suffix_and_the_label_before_it() {
        assertThat(registrableDomain("www.example.com")).isEqualTo("example.com");
        assertThat(registrableDomain("example.com")).isEqualTo("example.com");
        assertThat(registrableDomain("a.b.example.co.uk")).isEqualTo("example.co.uk");
        assertThat(registrableDomain("a.b.example.co.uk.")).isEqualTo("example.co.uk");
    }

    @Test
    void rules_with_a_star_and_their_exceptions_count() {
        assertThat(registrableDomain("a.b.c.ck")).isEqualTo("b.c.ck");
        assertThat(registrableDomain("a.www.ck")).isEqualTo("www.ck");
    }

    @Test
    void a_name_without_one_is_itself() {
        assertThat(registrableDomain("co.uk")).isEqualTo("co.uk");
        assertThat(registrableDomain("localhost")).isEqualTo("localhost");
        assertThat(registrableDomain("host.unheard-of")).isEqualTo("host.unheard-of");
    }
}
