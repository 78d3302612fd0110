package heddle.fetch.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of google/robotstxt-spec-test: robots.txt files and what they say of URLs, in the text form of protocol
/// buffers.
final class RobotsVectors {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:#[^\\n]*\\n|([a-z_]+):|\"((?:[^\"\\\\]|\\\\.)*)\"|([A-Z_]+)|[\\[\\]{},])", Pattern.DOTALL);

    private RobotsVectors() {}

    /// One question to one robots.txt.
    @SuppressWarnings("ArrayRecordComponent") // made, asked and thrown away
    record Case(String file, byte[] robotsTxt, String url, String agent, boolean isAllowed) {
        @Override
        public String toString() {
            return file + ": " + agent + " " + url;
        }
    }

    static List<Case> read(Path folder) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                read(file, cases);
            }
        }
        return cases;
    }

    private static void read(Path file, List<Case> cases) throws IOException {
        Matcher token = TOKEN.matcher(Files.readString(file, UTF_8));
        String field = "";
        StringBuilder text = new StringBuilder();
        byte[] robotsTxt = {};
        String url = "";
        String agent = "";
        while (token.lookingAt()) {
            if (token.group(1) != null) {
                field = token.group(1);
                text.setLength(0);
            } else if (token.group(2) != null) {
                text.append(token.group(2));
                switch (field) {
                    case "robotstxt" -> robotsTxt = bytes(text);
                    case "testurl" -> url = new String(bytes(text), UTF_8);
                    case "useragent" -> agent = new String(bytes(text), UTF_8);
                    default -> {}
                }
            } else if (field.equals("expected_outcome") && token.group(3) != null) {
                cases.add(new Case(
                        file.getFileName().toString(),
                        robotsTxt,
                        url,
                        agent,
                        token.group(3).equals("ALLOWED")));
            }
            token.region(token.end(), token.regionEnd());
        }
    }

    /// What stands in the quotes, its escapes undone.
    private static byte[] bytes(CharSequence quoted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = quoted.toString();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\\') {
                bytes.writeBytes(text.substring(at, at + 1).getBytes(UTF_8));
                continue;
            }
            char escaped = text.charAt(++at);
            if (escaped >= '0' && escaped <= '7') {
                bytes.write(Integer.parseInt(text, at, at + 3, 8));
                at += 2;
            } else if (escaped == 'x') {
                bytes.write(Integer.parseInt(text, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.writeBytes(unescaped(escaped).getBytes(ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }

    private static String unescaped(char escaped) {
        return switch (escaped) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            default -> String.valueOf(escaped);
        };
    }
}
