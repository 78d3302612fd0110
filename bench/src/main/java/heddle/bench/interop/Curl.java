package heddle.bench.interop;

import heddle.async.Async;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Another client that is believed: what it gets, ours has to get.
final class Curl {
    /// What came.
    ///
    /// @param status of the last response
    /// @param body of it, decoded if that was asked for
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, byte[] body) {}

    private Curl() {}

    /// Asks for a URL by that protocol.
    static Answer ask(Peer.Protocol protocol, String url, String... options) throws Exception {
        var command = new ArrayList<>(List.of("curl", "-sk", "--max-time", "60", protocol.curlOption()));
        command.addAll(List.of(options));
        command.addAll(List.of("-w", "%{stderr}%{http_code}", url));
        return Async.toThread(() -> run(command));
    }

    private static Answer run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        byte[] body = process.getInputStream().readAllBytes();
        String code = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean hasEnded = process.waitFor(70, TimeUnit.SECONDS);
        if (!hasEnded || process.exitValue() != 0) {
            throw new IOException("%s failed: %s".formatted(String.join(" ", command), code));
        }
        return new Answer(Integer.parseInt(code.strip()), body);
    }
}
