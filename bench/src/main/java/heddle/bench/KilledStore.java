package heddle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server of S3 in a process of its own, whose objects are the files of a folder: what a job uploads is read there,
/// not through the client that put it.
final class KilledStore implements AutoCloseable {
    private static final String BUCKET = "crawls";
    private static final String KEY = "AKIDHEDDLEBENCH";
    private static final String SECRET = "a-secret-of-the-campaign";
    private static final String PORT = "port ";

    private final Path folder;
    private final Process process;
    private final int port;

    private KilledStore(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /// Starts it, with this class path of its own.
    static KilledStore start(String classPath, Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                "heddle.s3.ServerMain",
                folder.toString(),
                KEY,
                SECRET,
                BUCKET);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(PORT)) {
                return new KilledStore(folder, process, Integer.parseInt(line.substring(PORT.length())));
            }
        }
        throw new IOException("the server of S3 did not start");
    }

    /// What brings the outputs of this job here.
    List<String> flags(String job) {
        return List.of(
                "--upload",
                "s3://" + BUCKET + "/runs/" + job,
                "--s3-endpoint",
                "http://127.0.0.1:" + port,
                "--s3-path-style");
    }

    /// Who may.
    Map<String, String> variables() {
        return Map.of("AWS_ACCESS_KEY_ID", KEY, "AWS_SECRET_ACCESS_KEY", SECRET, "AWS_EC2_METADATA_DISABLED", "true");
    }

    /// Copies the objects of a job.
    Path bring(String job, Path to) throws IOException {
        Path from = folder.resolve(BUCKET).resolve("runs").resolve(job);
        try (Stream<Path> objects = Files.walk(from)) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(object).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(object, copy);
            }
        }
        return to;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
