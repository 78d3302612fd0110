// Compares a run's results.jsonl with the digests that MakeSites.java recorded: every URL once, fetched, with the right body.
//
//     heddle run bench/programs/CheckDigests.java EXPECTED.tsv RESULTS.jsonl

import java.util.regex.Matcher;
import java.util.regex.Pattern;

static final Pattern URL = Pattern.compile("\"url\":\"([^\"]*)\"");
static final Pattern DIGEST = Pattern.compile("\"sha256\":\"([0-9a-f]{64})\"");

void main(String[] arguments) throws Exception {
    Map<String, String> expected = new HashMap<>();
    try (var lines = Files.lines(Path.of(arguments[0]))) {
        lines.map(line -> line.split("\t")).forEach(row -> expected.put(row[0], row[1]));
    }
    int total = expected.size();
    List<String> wrong = new ArrayList<>();
    try (var lines = Files.lines(Path.of(arguments[1]))) {
        lines.forEach(line -> check(line, expected, wrong));
    }
    expected.keySet().forEach(url -> wrong.add("missing: " + url));
    wrong.stream().limit(10).forEach(IO::println);
    IO.println("digests: " + total + " expected, " + wrong.size() + " wrong");
    System.exit(wrong.isEmpty() ? 0 : 1);
}

void check(String line, Map<String, String> expected, List<String> wrong) {
    String url = first(URL, line);
    String digest = expected.remove(url);
    if (digest == null) {
        wrong.add("unknown or twice: " + line);
    } else if (!digest.equals(first(DIGEST, line))) {
        wrong.add("not the body: " + line);
    }
}

String first(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? matcher.group(1) : "";
}
