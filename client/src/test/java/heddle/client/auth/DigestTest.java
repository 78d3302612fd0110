package heddle.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.http.Headers;
import heddle.http.Method;
import heddle.http.Status;
import heddle.url.Url;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Digest by the examples of RFC 7616, 3.9, and by its rules.
class DigestTest {
    private static final String RFC_CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private static final String RFC_CHALLENGE = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
            + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    private static AuthRequest request(int attempt) {
        return request("http://www.example.org/dir/index.html", Optional.of(new byte[0]), attempt);
    }

    private static AuthRequest request(String url, Optional<byte[]> body, int attempt) {
        return new AuthRequest(Method.GET, Url.parse(url), body, attempt);
    }

    private static Headers challenge(String... parameters) {
        var headers = Headers.builder();
        for (String each : parameters) {
            headers.add("WWW-Authenticate", each);
        }
        return headers.build();
    }

    private static Digest rfc() {
        return new Digest("Mufasa", "Circle of Life", () -> RFC_CNONCE);
    }

    /// What is sent after that challenge.
    private static String answer(Digest digest, AuthRequest request, String challenge) {
        assertThat(digest.learn(request, "", Status.of(401), challenge("Digest " + challenge)))
                .isTrue();
        return digest.authorization(request).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    })
    void the_examples_of_the_rfc(String algorithm, String response) {
        String sent = answer(rfc(), request(0), RFC_CHALLENGE + ", algorithm=" + algorithm);
        assertThat(sent)
                .startsWith("Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\", ")
                .contains(
                        "algorithm=" + algorithm + ", nc=00000001, cnonce=\"" + RFC_CNONCE + "\", qop=auth",
                        "response=\"" + response + "\"",
                        "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    }

    /// RFC 7616, 3.9.2, with the numbers of its erratum 4897.
    @Test
    void the_example_of_the_rfc_with_a_hashed_user() {
        var digest = new Digest(
                "J\u00e4s\u00f8n Doe", "Secret, or not?", () -> "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v");
        String sent = answer(
                digest,
                request("http://api.example.org/doe.json", Optional.of(new byte[0]), 0),
                "realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256, charset=UTF-8, userhash=true,"
                        + " nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\","
                        + " opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\"");
        assertThat(sent)
                .contains(
                        "username=\"793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b\"",
                        "response=\"3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5\"",
                        "userhash=true");
    }

    @Test
    void a_server_of_rfc_2069_gets_no_count() {
        String sent = answer(rfc(), request(0), "realm=\"r\", nonce=\"n\"");
        String key = DigestAlgorithm.MD5.hash("Mufasa:r:Circle of Life");
        String asked = DigestAlgorithm.MD5.hash("GET:/dir/index.html");
        assertThat(sent)
                .isEqualTo(
                        "Digest username=\"Mufasa\", realm=\"r\", uri=\"/dir/index.html\", nonce=\"n\", response=\"%s\""
                                .formatted(DigestAlgorithm.MD5.hash(key + ":n:" + asked)));
    }

    @ParameterizedTest
    @CsvSource({"MD5-sess, MD5_SESS", "SHA-256-sess, SHA_256_SESS", "sha-512-256-SESS, SHA_512_256_SESS"})
    void a_sessions_key_is_made_of_the_first_nonce_and_stays(String word, DigestAlgorithm algorithm) {
        var digest = rfc();
        String sent = answer(digest, request(0), "realm=\"r\", nonce=\"n1\", qop=auth, algorithm=" + word);
        String key = algorithm.hash(algorithm.hash("Mufasa:r:Circle of Life") + ":n1:" + RFC_CNONCE);
        String asked = algorithm.hash("GET:/dir/index.html");
        assertThat(sent)
                .contains(algorithm.hash(key + ":n1:00000001:" + RFC_CNONCE + ":auth:" + asked))
                .contains("algorithm=" + algorithm.word() + ",");
        digest.learn(request(0), sent, Status.OK, Headers.of("Authentication-Info", "qop=auth, nextnonce=\"n2\""));
        assertThat(digest.authorization(request(0)).orElseThrow())
                .contains("nonce=\"n2\"", "nc=00000001")
                .contains(algorithm.hash(key + ":n2:00000001:" + RFC_CNONCE + ":auth:" + asked));
    }

    @Test
    void the_body_is_hashed_where_nothing_less_will_do() {
        byte[] body = "payload".getBytes(StandardCharsets.UTF_8);
        String challenge = "realm=\"r\", nonce=\"n\", qop=\"auth-int\", algorithm=SHA-256";
        var digest = rfc();
        String sent = answer(digest, request("http://h/x", Optional.of(body), 0), challenge);
        var sha = DigestAlgorithm.SHA_256;
        String asked = sha.hash("GET:/x:" + sha.hash(body));
        assertThat(sent)
                .contains("qop=auth-int")
                .contains(sha.hash(
                        sha.hash("Mufasa:r:Circle of Life") + ":n:00000001:" + RFC_CNONCE + ":auth-int:" + asked));
        assertThat(digest.authorization(request("http://h/x", Optional.empty(), 0)))
                .isEmpty();
    }

    @Test
    void requests_are_counted_for_each_nonce_and_origin() {
        var digest = rfc();
        answer(digest, request(0), RFC_CHALLENGE);
        assertThat(digest.authorization(request(0)).orElseThrow()).contains("nc=00000002");
        assertThat(digest.authorization(request("http://www.example.org:8080/", Optional.empty(), 0)))
                .isEmpty();
        answer(digest, request(0), RFC_CHALLENGE.replace("7ypf", "other"));
        assertThat(digest.authorization(request(0)).orElseThrow()).contains("nonce=\"other", "nc=00000002");
    }

    @Test
    void a_wrong_password_is_not_tried_again_but_a_stale_nonce_is() {
        var digest = rfc();
        String sent = answer(digest, request(0), RFC_CHALLENGE);
        assertThat(digest.learn(request(1), sent, Status.of(401), challenge("Digest " + RFC_CHALLENGE)))
                .isFalse();
        assertThat(digest.learn(request(1), sent, Status.of(401), challenge("Digest stale=TRUE, " + RFC_CHALLENGE)))
                .isTrue();
        assertThat(digest.learn(request(0), sent, Status.of(401), challenge("Digest " + RFC_CHALLENGE)))
                .as("a nonce of an earlier request")
                .isTrue();
    }

    @Test
    void the_first_challenge_that_is_understood_is_answered() {
        var digest = rfc();
        assertThat(digest.learn(
                        request(0),
                        "",
                        Status.of(401),
                        challenge(
                                "Negotiate YII==, NTLM, Digest realm=\"r\", nonce=\"1\", algorithm=SHA-3, qop=auth,"
                                        + " Digest realm=\"r, \\\"s\\\"\", nonce=\"2\", algorithm=SHA-256",
                                "Digest realm=\"r\", nonce=\"3\"")))
                .isTrue();
        assertThat(digest.authorization(request(0)).orElseThrow())
                .contains("realm=\"r, \\\"s\\\"\"", "nonce=\"2\"", "algorithm=SHA-256");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Basic realm=\"r\"",
                "Digest realm=\"r\"",
                "Digest nonce=\"n\"",
                "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-1",
                "Digest realm=\"r\", nonce=\"n\", qop=\"auth-conf\"",
                "=,;",
                "Digest",
            })
    void what_is_not_understood_is_not_answered(String field) {
        var digest = rfc();
        assertThat(digest.learn(request(0), "", Status.of(401), challenge(field)))
                .isFalse();
        assertThat(digest.authorization(request(0))).isEmpty();
    }

    @Test
    void a_name_beyond_ascii_is_extended() {
        var digest = new Digest("J\u00e4s\u00f8n", "p", () -> "c");
        assertThat(answer(digest, request(0), "realm=\"r\", nonce=\"n\", qop=auth, charset=UTF-8"))
                .startsWith("Digest username*=UTF-8''J%C3%A4s%C3%B8n, realm=");
    }

    @Test
    void challenges_are_told_apart_in_one_field() {
        var challenges = Challenge.of(challenge("A b=c, d = \"e,f\" , G , H i== , J k=\"\\\"\", L m"));
        assertThat(challenges.stream().map(Challenge::scheme)).containsExactly("a", "g", "h", "j", "l");
        assertThat(challenges.getFirst().parameters()).containsEntry("b", "c").containsEntry("d", "e,f");
        assertThat(challenges.get(3).parameter("k")).contains("\"");
    }
}
