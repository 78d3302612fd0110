import com.sun.management.OperatingSystemMXBean;
import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.body.BodySource;
import heddle.client.body.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// What uploading a file costs this process in CPU, in turns: sent by the kernel, and read and written.
///
/// Arguments: the URL, the file, how many rounds (the first warms up).
void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    Async.run(() -> {
        try (var session = ClientSession.open()) {
            for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
                IO.println("%-8s by the kernel %5d ms, read and written %5d ms"
                        .formatted(
                                round == 0 ? "warm-up" : "round " + round,
                                cost(session, arguments[0], RequestBody.of(file)),
                                cost(session, arguments[0], streamed(file))));
            }
        }
    });
}

private static RequestBody streamed(Path file) throws IOException {
    return RequestBody.anew(OptionalLong.of(Files.size(file)), () -> {
        InputStream stream = Files.newInputStream(file);
        return BodySource.of(stream);
    });
}

private static long cost(ClientSession session, String url, RequestBody body) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    session.put(url).body(body).discard();
    return (system.getProcessCpuTime() - before) / 1_000_000;
}
