package heddle.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The response fixtures of nodejs/llhttp: a heading, the bytes of a response, maybe a note, and what their parser
/// makes of them.
final class ResponseFixtures {
    private static final Pattern FIXTURE = Pattern.compile(
            "^#+ ([^\\n]+)\\n(?:(?!^#).)*?<!-- meta=\\{\"type\": \"response\" ?\\} -->\\n```http\\n(.*?)\\n```\\n(?:_[^\\n]*_\\n|\\n)*```log\\n(.*?)```",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern BODY = Pattern.compile("span\\[body\\]=(?:\"(.*)\"|(cr|lf))");

    private ResponseFixtures() {}

    /// One fixture: the first response in it, and how it ends there.
    ///
    /// @param name the file and the heading
    /// @param bytes what the server sends
    /// @param log what their parser reports
    record Fixture(String name, String bytes, String log) {
        /// The body of the first response; empty when their parser refuses it.
        Optional<String> body() {
            String message = finalMessage();
            boolean isFramed = message.contains("Content-Length") || message.contains("chunk header");
            boolean isCut = isFramed && !message.contains("message complete");
            String read = message.split("message complete", 2)[0];
            if (isCut || read.contains("error code=") || !read.contains("headers complete")) {
                return Optional.empty();
            }
            var body = new StringBuilder();
            for (Matcher span = BODY.matcher(read); span.find(); ) {
                String text = span.group(1);
                body.append(text != null ? unescaped(text) : span.group(2).equals("cr") ? "\r" : "\n");
            }
            return Optional.of(body.toString());
        }

        /// What is reported of the first response that is not an interim one.
        private String finalMessage() {
            String last = "";
            for (String message : log.split("message begin", -1)) {
                last = message;
                if (message.contains("headers complete") && !message.contains("complete status=10")) {
                    return message;
                }
            }
            return last;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// Where the fixtures are, if they are there: beside the checkout, or where the system property `heddle.vectors`
    /// says.
    static Path folder() {
        String vectors =
                System.getProperty("heddle.vectors", System.getProperty("heddle.root", ".") + "/../shared/vectors");
        return Path.of(vectors).resolve("http1").normalize();
    }

    static List<Fixture> read(Path folder) throws IOException {
        var fixtures = new ArrayList<Fixture>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                Matcher found = FIXTURE.matcher(Files.readString(file));
                while (found.find()) {
                    String name = file.getFileName() + ": " + found.group(1);
                    fixtures.add(new Fixture(name, bytes(found.group(2)), found.group(3)));
                }
            }
        }
        return fixtures;
    }

    /// Lines end with CRLF, unless a backslash ends them; further breaks are written out.
    private static String bytes(String block) {
        return unescaped(block.replace("\\\n", "").replace("\n", "\r\n"));
    }

    private static String unescaped(String text) {
        String plain = text.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\f", "\f");
        return Pattern.compile("\\\\x([0-9a-fA-F]{2})")
                .matcher(plain)
                .replaceAll(
                        hex -> Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(hex.group(1), 16))));
    }
}
