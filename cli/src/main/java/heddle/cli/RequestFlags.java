package heddle.cli;

import heddle.cli.way.InterfaceWords;
import heddle.cli.way.LoginWords;
import heddle.cli.way.ProxyWords;
import heddle.cli.way.TlsWords;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords.Group;
import heddle.cli.words.UsageException;
import heddle.client.SessionOptions;
import heddle.client.auth.Netrc;
import heddle.client.options.Versions;
import heddle.client.proxy.Proxies;
import heddle.net.TlsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/// How requests are made, as options of the command line that `get` and `fetch` share.
final class RequestFlags {
    private RequestFlags() {}

    /// All of them, in groups for the help.
    static List<Group> groups() {
        return groups(asking());
    }

    /// Those of a command to which the sizes of bodies mean nothing.
    static List<Group> groupsWithoutSizes() {
        return groups(asking().stream()
                .filter(option -> !option.longestName().equals("--max-filesize"))
                .toList());
    }

    private static List<Group> groups(List<OptionSpec> asking) {
        return List.of(
                Group.of("How it is asked for", asking.toArray(OptionSpec[]::new)),
                Group.of("Connections", connections()));
    }

    private static List<OptionSpec> asking() {
        return List.of(
                Flags.headers(),
                Flags.userAgent(),
                CookieFlags.send(),
                Flags.maxTime(),
                Flags.connectTimeout(),
                Flags.maxFilesize(),
                Flags.flag("Do not follow redirects.", "--no-location"),
                Flags.flag("Follow redirects, which is the default.", "-L", "--location"),
                Flags.countOrNone("Follow no more redirects of one URL than this (default 20).", "--max-redirs"),
                Flags.text("USER:PASSWORD", "Say this to the server of each URL, and to no other.", "-u", "--user"),
                Flags.flag("Say it by Digest (RFC 7616), so that the server does not see the password.", "--digest"),
                Flags.text("TOKEN", "Send this token as Bearer (RFC 6750).", "--oauth2-bearer"),
                Flags.flag("Take logins by host from ~/.netrc.", "-n", "--netrc"),
                Flags.path("FILE", "Take logins by host from FILE.", "--netrc-file"));
    }

    private static OptionSpec[] connections() {
        return new OptionSpec[] {
            Flags.insecure(),
            Flags.path("FILE", "Trust these authorities (PEM) and no others.", "--cacert"),
            Flags.text(
                    "FILE[:PASSWORD]",
                    "Show this certificate, PEM or PKCS #12, to servers that want one.",
                    "-E",
                    "--cert"),
            Flags.path("FILE", "The key of that certificate (PEM), if it is in another file.", "--key"),
            Flags.text("PASSWORD", "The password of that key.", "--pass"),
            Flags.text(
                    "HASHES", "Want a server with this public key: sha256//BASE64, more after ';'.", "--pinnedpubkey"),
            Flags.text("VERSION", "Speak no older TLS than this: 1.2 (default) or 1.3.", "--tls-min"),
            Flags.flag("Speak TLS 1.2 or later, which is the default.", "--tlsv1.2"),
            Flags.flag("Speak TLS 1.3 alone.", "--tlsv1.3"),
            Flags.flag("Speak HTTP/1.1 alone.", "--http1.1"),
            Flags.flag("Speak HTTP/2 where TLS agrees on it, which is the default.", "--http2"),
            Flags.flag("Speak HTTP/2 alone, without TLS, too.", "--http2-prior-knowledge"),
            Flags.text(
                    "[SCHEME://]HOST[:PORT]",
                    "Go through this proxy, http, https, socks4, socks4a, socks5 or socks5h; '' for none.",
                    "-x",
                    "--proxy"),
            Flags.text("USER:PASSWORD", "Say this to the proxy.", "--proxy-user"),
            Flags.text("LIST", "Reach these hosts without a proxy; * for all.", "--noproxy"),
            Flags.path("FILE", "Trust these authorities (PEM) for an https proxy.", "--proxy-cacert"),
            Flags.flag(
                    "Connect to public addresses alone: none of this machine, nor of private networks.",
                    "--no-private"),
            Flags.text(
                    "ADDRESS,...",
                    "Begin connections at these addresses of this machine, or those of an interface of that name.",
                    "--interface"),
        };
    }

    /// The options as the user wants them. Throws [UsageException] for a header that cannot be one.
    static SessionOptions apply(Arguments arguments, SessionOptions defaults) {
        var options = arguments.has("-k") ? defaults.insecure() : defaults;
        options = arguments.has("--no-private") ? options.publicOnly() : options;
        for (String header : arguments.all("-H")) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new UsageException("-H wants 'NAME: VALUE', not '" + header + "'");
            }
            options = options.header(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        if (arguments.text("-A").isPresent()) {
            options = options.userAgent(arguments.text("-A").get());
        }
        options = options.versions(versions(arguments));
        try {
            TlsOptions tls = tls(arguments).apply(options.net().tls());
            var beginnings = arguments.text("--interface").map(InterfaceWords::addresses);
            if (beginnings.isPresent()) {
                options = options.net(net -> net.connect(net.connect().localAddresses(beginnings.get())));
            }
            options =
                    logins(arguments).apply(options.proxies(proxies(arguments)).net(net -> net.tls(tls)));
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return limited(arguments, options);
    }

    /// How many redirects of one URL are followed, if that is said.
    static Optional<Integer> redirectsMax(Arguments arguments) {
        return arguments.has("--no-location") ? Optional.of(0) : arguments.value("--max-redirs", Integer.class);
    }

    private static LoginWords logins(Arguments arguments) {
        return new LoginWords(
                arguments.text("--user"),
                arguments.has("--digest") ? LoginWords.Scheme.DIGEST : LoginWords.Scheme.BASIC,
                arguments.text("--oauth2-bearer"),
                arguments
                        .path("--netrc-file")
                        .or(() -> arguments.has("--netrc") ? Optional.of(Netrc.ownFile()) : Optional.empty()));
    }

    private static TlsWords tls(Arguments arguments) {
        Optional<String> least = arguments.has("--tlsv1.3")
                ? Optional.of("1.3")
                : arguments.text("--tls-min").or(() -> Optional.of("1.2").filter(_ -> arguments.has("--tlsv1.2")));
        return new TlsWords(
                arguments.path("--cacert"),
                arguments.text("--cert"),
                arguments.path("--key"),
                arguments.text("--pass"),
                arguments.text("--pinnedpubkey"),
                least);
    }

    private static Proxies proxies(Arguments arguments) throws IOException {
        var words =
                new ProxyWords(arguments.text("--proxy"), arguments.text("--proxy-user"), arguments.text("--noproxy"));
        Optional<Path> authorities = arguments.path("--proxy-cacert");
        Proxies proxies = words.proxies(System.getenv());
        return authorities.isPresent()
                ? proxies.trust(TlsOptions.defaults().withoutJdkTrust().trustPem(authorities.get()))
                : proxies;
    }

    private static Versions versions(Arguments arguments) {
        boolean isFirst = arguments.has("--http1.1");
        boolean isSecond = arguments.has("--http2-prior-knowledge");
        if (isFirst && (isSecond || arguments.has("--http2"))) {
            throw new UsageException("--http1.1 goes with neither --http2 nor --http2-prior-knowledge");
        }
        return isFirst ? Versions.HTTP_1_1 : isSecond ? Versions.HTTP_2 : Versions.ANY;
    }

    private static SessionOptions limited(Arguments arguments, SessionOptions unlimited) {
        var options = redirectsMax(arguments).map(unlimited::redirectsMax).orElse(unlimited);
        var total = arguments.duration("-m");
        if (total.isPresent()) {
            options = options.timeouts(timeouts -> timeouts.total(total.get()));
        }
        var connect = arguments.duration("--connect-timeout");
        if (connect.isPresent()) {
            options = options.net(net -> net.connect(net.connect().timeout(connect.get()))
                    .dns(net.dns().timeout(connect.get()))
                    .tls(net.tls().timeout(connect.get())));
        }
        var size = arguments.size("--max-filesize");
        return size.isPresent() ? options.limits(limits -> limits.bodyBytesMax(size.get())) : options;
    }
}
