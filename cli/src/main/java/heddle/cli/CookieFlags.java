package heddle.cli;

import heddle.cli.report.Terminal;
import heddle.cli.words.Arguments;
import heddle.client.CookieFile;
import heddle.client.SessionOptions;
import heddle.http.cookie.CookieJar;
import heddle.http.cookie.NetscapeFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/// curl's `-b` and `-c`: without either, no cookie is kept.
///
/// @param jar what is sent from and kept in; empty for none
record CookieFlags(Optional<CookieJar> jar) {
    static OptionSpec send() {
        return Flags.text(
                "DATA",
                "Send these cookies, NAME=VALUE; or those of a cookies.txt, and keep what is set.",
                "-b",
                "--cookie");
    }

    static OptionSpec save() {
        return Flags.text(
                "FILE", "Keep cookies, and write them to FILE at the end; - is standard output.", "-c", "--cookie-jar");
    }

    /// Reads the file that `-b` names; one that is not there is an empty one, as for curl.
    static CookieFlags of(Arguments arguments) throws IOException {
        Optional<Path> file =
                arguments.text("-b").filter(data -> !data.contains("=")).map(Path::of);
        if (file.isEmpty() && !arguments.has("-c")) {
            return new CookieFlags(Optional.empty());
        }
        var jar = CookieJar.create();
        if (file.isPresent() && Files.exists(file.get())) {
            CookieFile.load(file.get(), jar);
        }
        return new CookieFlags(Optional.of(jar));
    }

    SessionOptions apply(Arguments arguments, SessionOptions defaults) {
        var options = jar.isPresent() ? defaults.cookies(jar.get()) : defaults.withoutCookies();
        Optional<String> pairs = arguments.text("-b").filter(data -> data.contains("="));
        return pairs.isPresent() ? options.header("Cookie", pairs.get()) : options;
    }

    /// Writes what is kept to the file that `-c` names.
    void save(Arguments arguments, Terminal terminal) throws IOException {
        if (jar.isEmpty() || !arguments.has("-c")) {
            return;
        }
        String file = arguments.text("-c").orElseThrow();
        if (file.equals("-")) {
            terminal.out().write(NetscapeFormat.write(jar.get().cookies()).getBytes(StandardCharsets.ISO_8859_1));
            terminal.out().flush();
            return;
        }
        CookieFile.save(Path.of(file), jar.get());
    }
}
