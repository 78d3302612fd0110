package heddle.s3;

import heddle.fetch.store.StoreAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// S3Proxy in a process of its own. It checks signatures (version 4) and digests; its objects are the files of a
/// folder.
final class S3Server implements AutoCloseable {
    static final String BUCKET = "crawls";
    static final String KEY = "AKIDHEDDLETEST";
    static final String SECRET = "a-secret-of-the-tests";

    private final Path folder;
    private final Process process;
    private final URI endpoint;

    private S3Server(Path folder, Process process, URI endpoint) {
        this.folder = folder;
        this.process = process;
        this.endpoint = endpoint;
    }

    static S3Server start(Path folder) throws IOException {
        Process process = process(folder);
        return new S3Server(folder, process, URI.create("http://127.0.0.1:" + port(process)));
    }

    /// Over TLS, by the key in this file.
    static S3Server startSecure(Path folder, Path keys, String password) throws IOException {
        Process process = process(folder, keys.toString(), password);
        return new S3Server(folder, process, URI.create("https://127.0.0.1:" + port(process)));
    }

    private static Process process(Path folder, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName()));
        command.addAll(List.of(folder.toString(), KEY, SECRET, BUCKET));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Logging may come before it.
    private static int port(Process process) throws IOException {
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring("port ".length()));
            }
        }
        throw new IOException("S3Proxy did not start; it ended with "
                + process.onExit().join().exitValue());
    }

    StoreAddress address(String prefix) {
        return StoreAddress.parse("s3://" + BUCKET + "/" + prefix)
                .endpoint(endpoint())
                .pathStyle();
    }

    URI endpoint() {
        return endpoint;
    }

    static AwsCredentialsProvider credentials() {
        return credentials(KEY, SECRET);
    }

    static AwsCredentialsProvider credentials(String key, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
    }

    /// Where an object is a file.
    Path object(String key) {
        return folder.resolve(BUCKET).resolve(key);
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
