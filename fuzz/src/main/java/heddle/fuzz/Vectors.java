package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Inputs of public test suites, read where they lie beside the repository: `../shared/vectors`. Where they do not,
/// there are none of these.
final class Vectors {
    private static final Path FOLDER = Path.of(System.getProperty("heddle.root", "."), "../shared/vectors");
    private static final Pattern HTTP_BLOCK = Pattern.compile("```http\\n(HTTP.*?)\\n```", Pattern.DOTALL);
    private static final Pattern QUOTED_LINE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\\\\n\"");

    private Vectors() {}

    /// Those of a target.
    static List<byte[]> of(Target target) throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        return switch (target.name()) {
            case "Url" -> urls();
            case "Cookie" -> cookies();
            case "Response" -> responses();
            case "Robots" -> robots();
            default -> List.of();
        };
    }

    /// The base, if there is one, and the input.
    private static List<byte[]> urls() throws IOException {
        var seeds = new ArrayList<byte[]>();
        String input = "";
        for (var member : texts(FOLDER.resolve("url/urltestdata.json"))) {
            if (member.name().equals("input")) {
                input = member.value();
                seeds.add(input.getBytes(UTF_8));
            } else if (member.name().equals("base")) {
                seeds.add((member.value() + "\n" + input).getBytes(UTF_8));
            }
        }
        return seeds;
    }

    private static List<byte[]> cookies() throws IOException {
        return texts(FOLDER.resolve("cookies/parser.json")).stream()
                .filter(member -> member.name().equals("received"))
                .map(member -> member.value().getBytes(UTF_8))
                .toList();
    }

    /// A text and the name of the member that it is in, itself or in a list.
    private record Member(String name, String value) {}

    private static List<Member> texts(Path file) throws IOException {
        var texts = new ArrayList<Member>();
        try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(file))) {
            String name = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    name = parser.currentName();
                } else if (token == JsonToken.VALUE_STRING) {
                    texts.add(new Member(name, parser.getText()));
                }
            }
        }
        return texts;
    }

    private static List<byte[]> responses() throws IOException {
        var seeds = new ArrayList<byte[]>();
        for (String text : files("http1", ".md")) {
            for (Matcher block = HTTP_BLOCK.matcher(text); block.find(); ) {
                String said = block.group(1).replace("\\\n", "").replace("\n", "\r\n");
                seeds.add(("0" + said.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t"))
                        .getBytes(ISO_8859_1));
            }
        }
        return seeds;
    }

    private static List<byte[]> robots() throws IOException {
        var seeds = new ArrayList<byte[]>();
        for (String text : files("robots", ".textproto")) {
            var file = new StringBuilder("/foo/bar\n");
            for (Matcher line = QUOTED_LINE.matcher(text); line.find(); ) {
                file.append(line.group(1).replace("FooBot", "heddle")).append('\n');
            }
            seeds.add(file.toString().getBytes(UTF_8));
        }
        return seeds;
    }

    private static List<String> files(String folder, String ending) throws IOException {
        var texts = new ArrayList<String>();
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            for (Path file : files.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
