package heddle.client.curl;

import heddle.client.body.RequestBody;
import heddle.http.Headers;
import heddle.http.Method;
import heddle.url.Url;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the curl command that sends the same request, for a POSIX shell: the same method, URL, header fields and
/// body, in whatever order curl sends the fields.
///
/// A body that cannot be shown goes through a pipe, and a file is named; what else is streamed is read from standard
/// input.
public final class CurlCommand {
    /// More than this a single word may not have on Linux.
    private static final int WORD_BYTES_MAX = 64 << 10;

    /// From here on some version of curl asks first whether the server wants the body.
    private static final int EXPECTING_BYTES = 1024;

    private final Method method;
    private final Url url;
    private final Headers headers;
    private final RequestBody body;
    private final List<String> words = new ArrayList<>(List.of("curl"));

    private CurlCommand(Method method, Url url, Headers headers, RequestBody body) {
        this.method = method;
        this.url = url.withoutCredentials().withoutFragment();
        this.headers = headers;
        this.body = body;
    }

    /// For that request, with these options of curl before all others; credentials of the URL are left out.
    public static String of(Method method, Url url, Headers headers, RequestBody body, List<String> options) {
        var command = new CurlCommand(method, url, headers, body);
        options.forEach(option -> command.words.add(option.startsWith("-") ? option : quoted(option)));
        command.addMethod();
        command.addHeaders();
        command.addBody();
        command.addUrl();
        return command.piped() + String.join(" ", command.words);
    }

    private boolean hasBody() {
        return body.length().orElse(1) > 0 || expectsBody();
    }

    /// These methods have a length even where there is no body, as curl's data have.
    private boolean expectsBody() {
        return switch (method.name()) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
    }

    /// A method that curl chooses by itself is not named: it would keep a named one over redirects.
    private void addMethod() {
        String chosen = hasBody() ? isUpload() ? "PUT" : "POST" : "GET";
        if (method.equals(Method.HEAD) && !hasBody()) {
            words.add("--head");
        } else if (!method.name().equals(chosen)) {
            words.addAll(List.of("-X", quoted(method.name())));
        }
    }

    private void addHeaders() {
        headers.forEach(
                field -> add(field.value().isEmpty() ? field.name() + ";" : field.name() + ": " + field.value()));
        withhold("User-Agent");
        withhold("Accept");
        if (hasBody() && !isUpload()) {
            withhold("Content-Type");
        }
        if (hasBody() && body.length().orElse(Long.MAX_VALUE) > EXPECTING_BYTES) {
            withhold("Expect");
        }
    }

    /// Keeps curl from sending a field of its own.
    private void withhold(String name) {
        if (!headers.has(name)) {
            add(name + ":");
        }
    }

    private void add(String header) {
        words.addAll(List.of("-H", quoted(header)));
    }

    private void addBody() {
        if (isUpload()) {
            words.addAll(List.of("-T", "-"));
        } else if (hasBody()) {
            words.addAll(
                    isWord(body)
                            ? List.of("--data-raw", ShellText.word(bytes(body)))
                            : List.of("--data-binary", source()));
        }
    }

    /// The file that it is, as a word; or what a pipe or the shell gives.
    private String source() {
        var file = body instanceof RequestBody.Streamed streamed ? streamed.file() : Optional.<Path>empty();
        return file.map(path -> ShellText.word(("@" + path.toAbsolutePath()).getBytes(StandardCharsets.UTF_8)))
                .orElse("@-");
    }

    /// Whether the body is sent in chunks, as nobody knows its length.
    private boolean isUpload() {
        return body.length().isEmpty();
    }

    private static boolean isWord(RequestBody body) {
        return body instanceof RequestBody.Bytes(byte[] bytes)
                && bytes.length <= WORD_BYTES_MAX
                && ShellText.isVisible(bytes);
    }

    private static byte[] bytes(RequestBody body) {
        return body instanceof RequestBody.Bytes(byte[] bytes) ? bytes : new byte[0];
    }

    /// Brackets and braces stand for themselves, where there are any.
    private void addUrl() {
        String href = url.href();
        if (href.chars().anyMatch(c -> "[]{}".indexOf(c) >= 0)) {
            words.add("--globoff");
        }
        words.add(quoted(href));
    }

    private String piped() {
        return body instanceof RequestBody.Bytes(byte[] bytes) && hasBody() && !isWord(body)
                ? "printf " + ShellText.format(bytes) + " | "
                : "";
    }

    /// Header values are bytes, written as Latin-1.
    private static String quoted(String word) {
        return ShellText.word(word.getBytes(StandardCharsets.ISO_8859_1));
    }
}
