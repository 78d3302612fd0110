package heddle.bench.interop;

import heddle.client.options.Versions;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// A server by one version of HTTP: a row of the table.
///
/// @param name of the server, with its version
/// @param protocol how the row is spoken
/// @param base scheme, host and port
/// @param paths where each trial finds what it needs; none for a trial that the server does not offer
record Peer(String name, Protocol protocol, String base, Map<Trial, String> paths) {
    /// How a row is spoken.
    enum Protocol {
        /// HTTP/1.1, alone allowed.
        H1(Versions.HTTP_1_1, "--http1.1"),
        /// HTTP/2 without asking first.
        H2C(Versions.HTTP_2, "--http2-prior-knowledge"),
        /// HTTP/2 as TLS agrees on it.
        H2(Versions.ANY, "--http2");

        private final Versions versions;
        private final String curlOption;

        Protocol(Versions versions, String curlOption) {
            this.versions = versions;
            this.curlOption = curlOption;
        }

        Versions versions() {
            return versions;
        }

        /// What makes curl speak the same.
        String curlOption() {
            return curlOption;
        }

        boolean isHttp2() {
            return this != H1;
        }
    }

    /// From `name;protocol;base;trial=path,trial=path...`, as the script writes it.
    static Peer parse(String row) {
        String[] parts = row.split(";", 4);
        var paths = new EnumMap<Trial, String>(Trial.class);
        for (String offer : parts[3].split(",", -1)) {
            String[] both = offer.split("=", 2);
            paths.put(named(both[0]), both[1]);
        }
        return new Peer(parts[0], Protocol.valueOf(parts[1]), parts[2], paths);
    }

    private static Trial named(String word) {
        return Arrays.stream(Trial.values())
                .filter(trial -> trial.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no trial is called '%s'".formatted(word)));
    }
}
