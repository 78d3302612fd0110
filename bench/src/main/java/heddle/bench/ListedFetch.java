package heddle.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// A list of URLs in a folder, and processes that fetch it, each by the same command. What they say is in a file
/// beside it.
final class ListedFetch {
    private static final int END_SECONDS = 120;
    private static final String LINES = "urls.txt";
    private static final String TABLE = "urls.csv.gz";

    private final Path heddle;
    private final Path folder;
    private final Path out;
    private final KilledSink sink;
    private final List<String> urls;

    private ListedFetch(Path heddle, Path folder, Path out, KilledSink sink, List<String> urls) {
        this.heddle = heddle;
        this.folder = folder;
        this.out = out;
        this.sink = sink;
        this.urls = urls;
    }

    /// Writes the list of these.
    static ListedFetch write(Path heddle, Path folder, Path out, KilledSink sink, List<String> urls)
            throws IOException {
        Files.write(folder.resolve(LINES), urls);
        try (var table = new PrintStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(TABLE))))) {
            table.print("n,link\r\n");
            for (int i = 0; i < urls.size(); i++) {
                table.print("\"row\n" + i + "\"," + urls.get(i) + "\r\n");
            }
        }
        return new ListedFetch(heddle, folder, out, sink, List.copyOf(urls));
    }

    /// So many URLs of the origin, all of them different, with the name of a job in each; some are none, or of a port
    /// where nobody listens.
    static List<String> urls(CountedOrigin origin, KilledSink sink, String job, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String tail = "?" + job + "&" + i;
                    return switch (i % 40) {
                        case 7 -> origin.url(i) + "/status/404" + tail;
                        case 17 -> "http://127.0.0.1:1/" + tail;
                        case 27 -> "no url " + job + " " + i;
                        default -> origin.url(i) + "/bytes/" + sink.bodyBytes() * (i % 13) + tail;
                    };
                })
                .toList();
    }

    List<String> urls() {
        return urls;
    }

    /// Starts a process.
    ///
    /// @param flags that the command has besides
    Running start(List<String> flags) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(heddle.toString(), "fetch", "-q", "-j", "16", "-o", out.toString()));
        boolean isPiped = sink == KilledSink.SPOOLED || sink == KilledSink.TABLE;
        command.addAll(List.of("-i", isPiped ? "-" : LINES));
        command.addAll(sink.flags());
        command.addAll(flags);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("HEDDLE_JVM_OPTIONS", "-Xmx256m -Dheddle.fetch.checkpointMillis=40");
        if (isPiped) {
            builder.redirectInput(
                    folder.resolve(sink == KilledSink.TABLE ? TABLE : LINES).toFile());
        }
        Path log = folder.resolve("log");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new Running(builder.start(), log);
    }

    /// A process that fetches.
    record Running(Process process, Path log) {
        /// Its exit code.
        int waitForEnd() throws Exception {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("a run did not end; see " + log);
            }
            return process.exitValue();
        }
    }
}
