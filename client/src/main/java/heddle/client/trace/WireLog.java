package heddle.client.trace;

import heddle.http.Headers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Writes what goes over the wire into the log `heddle.client.wire` of [System.Logger], at `DEBUG`: heads,
/// the beginnings of bodies, and what becomes of connections. Each line begins with the number of its
/// exchange, `>` for what goes out and `<` for what comes in.
///
/// What is no ASCII text in a body is shown by its length alone. While the log is off for `DEBUG`, nothing is
/// formatted.
public final class WireLog implements SessionListener {
    /// The name of the log.
    public static final String NAME = "heddle.client.wire";

    private final Logger log;
    private final WireLogOptions options;

    /// Bytes of bodies that were shown, by exchange: of the request, of the response.
    private final Map<Long, int[]> shown = new ConcurrentHashMap<>();

    private WireLog(Logger log, WireLogOptions options) {
        this.log = log;
        this.options = options;
    }

    /// With the default options as `change` returns them.
    public static WireLog of(UnaryOperator<WireLogOptions> change) {
        return to(System.getLogger(NAME), change);
    }

    /// As [#of], into another log.
    public static WireLog to(Logger log, UnaryOperator<WireLogOptions> change) {
        return new WireLog(log, change.apply(WireLogOptions.defaults()));
    }

    @Override
    public void on(SessionEvent event) {
        if (!log.isLoggable(Level.DEBUG)) {
            return;
        }
        switch (event) {
            case ExchangeEvent exchange -> exchange(exchange);
            case ConnectionEvent connection -> connection(connection);
            case CallEvent.Retried retried -> log("call %d: again, %s".formatted(retried.call(), retried.reason()));
            case CallEvent _ -> {}
        }
    }

    private void exchange(ExchangeEvent event) {
        switch (event) {
            case ExchangeEvent.Begun is -> {
                shown.put(is.exchange(), new int[2]);
                say(is, '>', is.method() + " " + options.secrets().of(is.url()));
            }
            case ExchangeEvent.Queued is -> say(is, '*', "waits for a connection: " + is.reason());
            case ExchangeEvent.Served is ->
                say(is, '*', "on connection %d, %s".formatted(is.connection(), is.origin()));
            case ExchangeEvent.HeadSent is -> head(is, '>', is.version().text(), is.headers());
            case ExchangeEvent.BodySent is -> body(is, '>', is.bytes());
            case ExchangeEvent.InterimReceived is -> head(is, '<', is.status().toString(), is.headers());
            case ExchangeEvent.HeadReceived is -> head(is, '<', is.version() + " " + is.status(), is.headers());
            case ExchangeEvent.BodyReceived is -> body(is, '<', is.bytes());
            case ExchangeEvent.Completed is -> end(is, "complete");
            case ExchangeEvent.Failed is -> end(is, "failed: " + is.cause());
            case ExchangeEvent.GivenUp is -> end(is, "given up");
            case ExchangeEvent.RequestSent _, ExchangeEvent.ResponseBegun _ -> {}
        }
    }

    private void head(ExchangeEvent event, char way, String first, Headers headers) {
        var text = new StringBuilder(first);
        options.secrets()
                .of(headers)
                .forEach(field ->
                        text.append("\n%d %c %s: %s".formatted(event.exchange(), way, field.name(), field.value())));
        say(event, way, text.toString());
    }

    private void body(ExchangeEvent event, char way, byte[] bytes) {
        int[] counts = shown.get(event.exchange());
        int index = way == '>' ? 0 : 1;
        int room = counts == null ? 0 : Math.min(bytes.length, options.bodyBytesMax() - counts[index]);
        if (counts != null) {
            counts[index] += room;
        }
        String text = isText(bytes, room) ? ": " + new String(bytes, 0, room, StandardCharsets.US_ASCII) : "";
        say(
                event,
                way,
                "%d bytes%s%s".formatted(bytes.length, text, room < bytes.length && !text.isEmpty() ? "..." : ""));
    }

    private static boolean isText(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            boolean isBlank = bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t';
            if ((bytes[i] < ' ' && !isBlank) || bytes[i] == 0x7F) {
                return false;
            }
        }
        return length > 0;
    }

    private void end(ExchangeEvent event, String how) {
        shown.remove(event.exchange());
        say(event, '*', how);
    }

    private void connection(ConnectionEvent event) {
        String text = switch (event) {
            case ConnectionEvent.Dialling is -> "dials %s:%d".formatted(is.host(), is.port());
            case ConnectionEvent.LookupDone is -> "%s is %s, %s".formatted(is.host(), is.addresses(), is.origin());
            case ConnectionEvent.TunnelOpened is -> "has a tunnel by " + is.proxy();
            case ConnectionEvent.HandshakeDone is ->
                "%s with %s, %s".formatted(is.version(), is.serverName(), is.cipherSuite());
            case ConnectionEvent.Opened is -> "is open to %s for %s".formatted(is.remote(), is.version());
            case ConnectionEvent.DialFailed is -> "failed: " + is.cause();
            case ConnectionEvent.Closed is -> "is closed: " + is.reason();
            case ConnectionEvent.LookupBegun _,
                    ConnectionEvent.ConnectBegun _,
                    ConnectionEvent.ConnectDone _,
                    ConnectionEvent.TunnelBegun _,
                    ConnectionEvent.HandshakeBegun _,
                    ConnectionEvent.Kept _ -> "";
        };
        if (!text.isEmpty()) {
            log("connection %d %s".formatted(event.connection(), text));
        }
    }

    private void say(ExchangeEvent event, char way, String text) {
        log("%d %c %s".formatted(event.exchange(), way, text));
    }

    /// As it is: nothing in it is a format.
    private void log(String text) {
        log.log(Level.DEBUG, text);
    }
}
