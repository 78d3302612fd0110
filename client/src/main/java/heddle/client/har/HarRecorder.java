package heddle.client.har;

import heddle.client.trace.ConnectionEvent;
import heddle.client.trace.ExchangeEvent;
import heddle.client.trace.SessionEvent;
import heddle.client.trace.SessionListener;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Records the exchanges of a session for an HTTP Archive (HAR 1.2): one entry for each request over the
/// wire, redirects and tries among them, in the order in which they began.
///
///     var recorder = HarRecorder.of(har -> har);
///     try (var session = ClientSession.open(options -> options.listener(recorder))) {
///         session.get(url).text();
///     }
///     recorder.save(Path.of("session.har"));
///
/// Entries are in memory until they are written; what is still under way then has what is known of it. For one
/// session; any thread.
public final class HarRecorder implements SessionListener {
    private final HarOptions options;
    private final Map<Long, HarEntry> entries = new TreeMap<>();
    private final Map<Long, ConnectionEvent.Opened> connections = new HashMap<>();
    private long leftOut;

    private HarRecorder(HarOptions options) {
        this.options = options;
    }

    /// With the default options as `change` returns them.
    public static HarRecorder of(UnaryOperator<HarOptions> change) {
        return new HarRecorder(change.apply(HarOptions.defaults()));
    }

    @Override
    public synchronized void on(SessionEvent event) {
        switch (event) {
            case ExchangeEvent.Begun begun -> begin(begun);
            case ExchangeEvent of -> {
                HarEntry entry = entries.get(of.exchange());
                if (entry != null) {
                    entry.add(of, connections);
                }
            }
            case ConnectionEvent.Opened opened -> connections.put(opened.connection(), opened);
            case ConnectionEvent.Closed closed -> connections.remove(closed.connection());
            default -> {}
        }
    }

    private void begin(ExchangeEvent.Begun begun) {
        if (entries.size() < options.entriesMax()) {
            entries.put(begun.exchange(), new HarEntry(begun, options.bodyBytesMax()));
        } else {
            leftOut++;
        }
    }

    /// How many exchanges are recorded.
    public synchronized int size() {
        return entries.size();
    }

    /// Writes the archive to a file, in place of what it held.
    public void save(Path file) throws IOException {
        try (BufferedWriter target = Files.newBufferedWriter(file)) {
            write(target);
        }
    }

    /// Writes the archive. What is recorded in the meantime has to wait.
    public synchronized void write(Writer target) throws IOException {
        var creator = HarJson.object("name", "heddle", "version", "0.1");
        target.write("{\"log\":{\"version\":\"1.2\",\"creator\":" + HarJson.text(creator));
        if (leftOut > 0) {
            target.write(",\"comment\":" + HarJson.text(leftOut + " exchanges more are left out"));
        }
        target.write(",\"entries\":[");
        String between = "\n";
        for (HarEntry entry : entries.values()) {
            target.write(between + HarJson.text(HarFields.of(entry, options.secrets())));
            between = ",\n";
        }
        target.write("\n]}}\n");
        target.flush();
    }

    @Override
    public String toString() {
        return "HarRecorder[%d exchanges]".formatted(size());
    }
}
