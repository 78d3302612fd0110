package heddle.cli;

import heddle.async.Async;
import heddle.cli.os.WholeFile;
import heddle.cli.report.Figures;
import heddle.cli.report.Terminal;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import heddle.cli.words.UsageException;
import heddle.client.ClientSession;
import heddle.client.Request;
import heddle.client.Response;
import heddle.client.SessionOptions;
import heddle.client.har.HarRecorder;
import heddle.fetch.output.OutputException;
import heddle.http.InvalidRequestException;
import heddle.http.Method;
import heddle.http.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// `heddle get URL`: one URL to standard output, with curl's options.
final class GetCommand implements Command {
    @Override
    public CommandWords words() {
        var words = CommandWords.of(
                "get",
                "Fetches one URL to standard output, as curl does; redirects are followed. Ctrl-C ends it as it ends"
                        + " curl: exit code 130, and no file that -o names is left half written.",
                Command.examples(
                        "heddle get https://example.com/",
                        "heddle get -i -H 'Accept: application/json' http://127.0.0.1:8080/headers",
                        "heddle get -d 'name=value' -o answer.txt http://127.0.0.1:8080/echo",
                        "heddle get --unix-socket /run/docker.sock http://localhost/version"));
        words.positional(Flags.words("URL", "1", "What to fetch."));
        words.group(
                "Request",
                Flags.text("METHOD", "Use this method.", "-X", "--request"),
                Flags.text("DATA", "Send this body, by POST; @FILE for a file's bytes.", "-d", "--data"),
                Flags.flag("Ask for compression; what is written is decompressed.", "--compressed"),
                Flags.path("FILE", "Ask whoever listens on this Unix domain socket, for any URL.", "--unix-socket"),
                CookieFlags.save());
        words.group(
                "Output",
                Flags.flag("Write the response's head, too.", "-i", "--include"),
                Flags.flag("Tell about the exchange on standard error.", "-v", "--verbose"),
                Flags.path("FILE", "Write to FILE instead.", "-o", "--output"),
                Flags.path("FILE", "Record each request as an HTTP Archive (HAR), without secrets.", "--har"));
        words.groups(RequestFlags.groups());
        words.group(Flags.settings());
        return words;
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws IOException {
        List<String> words = arguments.words();
        if (words.size() != 1) {
            throw new UsageException("get fetches one URL, not " + words.size() + "; 'heddle fetch' takes many");
        }
        byte[] data = data(arguments);
        var cookies = CookieFlags.of(arguments);
        var recorder = HarRecorder.of(har -> har);
        try {
            return exchange(
                    arguments,
                    options -> recorded(arguments, recorder, bySocket(arguments, cookies.apply(arguments, options))),
                    data,
                    terminal);
        } finally {
            cookies.save(arguments, terminal);
            save(arguments, recorder);
        }
    }

    private static SessionOptions recorded(Arguments arguments, HarRecorder recorder, SessionOptions options) {
        return arguments.has("--har") ? options.listener(recorder) : options;
    }

    private static SessionOptions bySocket(Arguments arguments, SessionOptions options) {
        return arguments.path("--unix-socket").map(options::unixSocket).orElse(options);
    }

    private static void save(Arguments arguments, HarRecorder recorder) throws IOException {
        Optional<Path> file = arguments.path("--har");
        if (file.isPresent()) {
            try {
                recorder.save(file.get());
            } catch (IOException e) {
                throw new OutputException(file.get(), e);
            }
        }
    }

    private static ExitCode exchange(
            Arguments arguments, UnaryOperator<SessionOptions> cookies, byte[] data, Terminal terminal)
            throws IOException {
        return Async.run(() -> {
            try (var session = ClientSession.open(options -> cookies.apply(
                    RequestFlags.apply(arguments, arguments.has("--compressed") ? options : options.uncompressed())))) {
                Request request = request(session, withScheme(arguments.words().getFirst()), arguments, data);
                try (Response response = request.send()) {
                    return deliver(response, arguments, terminal);
                }
            } catch (InvalidRequestException wrong) {
                throw new UsageException(Failures.reason(wrong));
            }
        });
    }

    /// A bare name is asked by http, as curl does.
    private static String withScheme(String url) {
        return url.contains("://") ? url : "http://" + url;
    }

    private static byte[] data(Arguments arguments) throws IOException {
        String data = arguments.text("-d").orElse("");
        return data.startsWith("@")
                ? Files.readAllBytes(Path.of(data.substring(1)))
                : data.getBytes(StandardCharsets.UTF_8);
    }

    private static Request request(ClientSession session, String url, Arguments arguments, byte[] data) {
        boolean hasData = arguments.has("-d");
        var method = arguments.text("-X").map(Method::of).orElse(hasData ? Method.POST : Method.GET);
        var request = session.request(method, url);
        return hasData ? request.body(data, "application/x-www-form-urlencoded") : request;
    }

    private static ExitCode deliver(Response response, Arguments arguments, Terminal terminal) throws IOException {
        if (arguments.has("-v")) {
            tell(response, terminal);
        }
        if (response.status().equals(Status.PROXY_AUTHENTICATION_REQUIRED)) {
            terminal.note("heddle: a proxy answered %s; check its user and password (--proxy-user)"
                    .formatted(response.status()));
        }
        Optional<Path> file = arguments.path("-o");
        if (file.isPresent()) {
            try (var target = WholeFile.open(file.get())) {
                write(response, arguments, target.out());
                target.keep();
            } catch (IOException e) {
                throw new OutputException(file.get(), e);
            }
            return ExitCode.OK;
        }
        try {
            write(response, arguments, terminal.out());
            return ExitCode.OK;
        } catch (IOException e) {
            return readerGone(e);
        } catch (UncheckedIOException e) {
            return readerGone(new IOException(e.getMessage(), e));
        }
    }

    /// Who wants no more, as in `heddle get URL | head`, is told nothing; anything else that keeps bytes from standard
    /// output is thrown.
    private static ExitCode readerGone(IOException e) throws OutputException {
        if (!Terminal.isReaderGone(e)) {
            throw new OutputException(Terminal.STANDARD_OUTPUT, e);
        }
        return ExitCode.READER_GONE;
    }

    private static void write(Response response, Arguments arguments, OutputStream target) throws IOException {
        if (arguments.has("-i")) {
            target.write(head(response).getBytes(StandardCharsets.ISO_8859_1));
        }
        response.body().transferTo(target);
        target.flush();
    }

    private static String head(Response response) {
        var head = new StringBuilder(statusLine(response)).append("\r\n");
        response.headers()
                .forEach(field -> head.append(field.name())
                        .append(": ")
                        .append(field.value())
                        .append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static String statusLine(Response response) {
        return response.version() + " " + response.status();
    }

    private static void tell(Response response, Terminal terminal) {
        response.redirects().forEach(redirect -> terminal.note("* redirected: " + redirect));
        terminal.note("* answered by " + response.remoteAddress() + " for "
                + response.url().href());
        terminal.note("< " + statusLine(response));
        response.headers().forEach(field -> terminal.note("< " + field.name() + ": " + field.value()));
        var timings = response.timings();
        terminal.note(Figures.format(
                "* name %.4f s, connected %.4f s, TLS %.4f s, first byte %.4f s",
                timings.nameLookup().toNanos() / 1e9,
                timings.connect().toNanos() / 1e9,
                timings.appConnect().toNanos() / 1e9,
                timings.startTransfer().toNanos() / 1e9));
    }
}
