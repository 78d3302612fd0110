package heddle.client.auth;

import heddle.net.ProxyServer;
import heddle.url.Url;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Logins by host in a file, `~/.netrc` as ftp and curl read it: `machine HOST login USER password PASSWORD`, and
/// `default` for all other hosts. They are sent as `Basic`, by http and https, on any port.
public final class Netrc implements Logins {
    private final Map<String, Login> machines;
    private final Optional<Login> others;

    private Netrc(Map<String, Login> machines, Optional<Login> others) {
        this.machines = Map.copyOf(machines);
        this.others = others;
    }

    /// Reads a file now. An [IOException] says what is wrong with it, and shows no password.
    public static Netrc read(Path file) throws IOException {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    /// The file of this user: what the variable `NETRC` names, else `.netrc` at home.
    public static Path ownFile() {
        String named = System.getenv("NETRC");
        return named == null ? Path.of(System.getProperty("user.home"), ".netrc") : Path.of(named);
    }

    /// Reads the text of such a file. Throws [IllegalArgumentException] that names the line.
    public static Netrc parse(String text) {
        var machines = new LinkedHashMap<String, Login>();
        Optional<Login> others = Optional.empty();
        for (Entry entry : entries(text)) {
            var login = new Login(entry.login, entry.password, Auth.basic(entry.login, entry.password));
            if (entry.machine.isEmpty()) {
                others = others.or(() -> Optional.of(login));
            } else {
                machines.putIfAbsent(entry.machine.toLowerCase(Locale.ROOT), login);
            }
        }
        return new Netrc(machines, others);
    }

    @Override
    public Optional<Auth> of(Url url) {
        String host = url.host();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return at(bare).map(Login::auth);
    }

    /// A proxy that has no login with that of its host, if there is one. Throws [IllegalArgumentException] for one
    /// that its protocol cannot carry.
    public ProxyServer at(ProxyServer proxy) {
        if (proxy.login().isPresent()) {
            return proxy;
        }
        return at(proxy.host().toLowerCase(Locale.ROOT))
                .map(login -> proxy.login(login.user, login.password))
                .orElse(proxy);
    }

    private Optional<Login> at(String host) {
        return Optional.ofNullable(machines.get(host)).or(() -> others);
    }

    @Override
    public String toString() {
        return "Netrc[" + machines.keySet() + "]";
    }

    /// Who one is, as words for a proxy and ready for a server.
    private record Login(String user, String password, Auth auth) {}

    /// A machine, or none for all others, and what was said about it.
    private static final class Entry {
        private final String machine;
        private String login = "";
        private String password = "";

        Entry(String machine) {
            this.machine = machine;
        }
    }

    private static List<Entry> entries(String text) {
        var entries = new ArrayList<Entry>();
        var words = new NetrcWords(text);
        for (String word = words.next(); !word.isEmpty(); word = words.next()) {
            switch (word) {
                case "machine" -> entries.add(new Entry(words.value(word)));
                case "default" -> entries.add(new Entry(""));
                case "login" -> last(entries, words).login = words.value(word);
                case "password" -> last(entries, words).password = words.value(word);
                case "account" -> words.value(word);
                case "macdef" -> words.skipMacro();
                default ->
                    throw new IllegalArgumentException(
                            "line %d has something else than machine, default, login,".formatted(words.line())
                                    + " password, account or macdef");
            }
        }
        return entries;
    }

    private static Entry last(List<Entry> entries, NetrcWords words) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("line %d belongs to no machine".formatted(words.line()));
        }
        return entries.getLast();
    }
}
