// Makes the sites of bench/scripts/real-servers.sh: files of pseudo-random bytes for HOSTS virtual hosts, the nginx
// configuration that serves them over TLS on 127.0.0.x, the list of their URLs, and the digest that each body must have.
//
//     heddle run bench/programs/MakeSites.java FOLDER PORT HOSTS FILES_A_HOST

import java.security.MessageDigest;
import java.util.SplittableRandom;

static final int BYTES_MAX = 8192;

void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    int hosts = Integer.parseInt(arguments[2]);
    int files = Integer.parseInt(arguments[3]);
    var random = new SplittableRandom(20_000);
    var digests = MessageDigest.getInstance("SHA-256");
    var servers = new StringBuilder();
    try (var urls = Files.newBufferedWriter(folder.resolve("urls.txt"));
            var expected = Files.newBufferedWriter(folder.resolve("expected.tsv"))) {
        var names = IntStream.rangeClosed(1, hosts).mapToObj(this::hostName).toList();
        for (int host = 0; host < hosts; host++) {
            Files.createDirectories(folder.resolve("sites").resolve(names.get(host)));
            servers.append(server(names.get(host), address(host + 1), port));
        }
        // File by file, not host by host: neighbours in the list belong to different hosts.
        for (int file = 0; file < files; file++) {
            for (String name : names) {
                var body = new byte[random.nextInt(BYTES_MAX)];
                random.nextBytes(body);
                Files.write(folder.resolve("sites").resolve(name).resolve(file + ".bin"), body);
                var url = "https://%s:%d/%d.bin".formatted(name, port, file);
                urls.write(url + "\n");
                expected.write(url + "\t" + HexFormat.of().formatHex(digests.digest(body)) + "\n");
            }
        }
    }
    Files.writeString(folder.resolve("nginx.conf"), configuration(servers));
}

/// Odd hosts are named by their address, even ones by a name below `localhost` (RFC 6761), which resolvers keep on loopback.
String hostName(int number) {
    return number % 2 == 1 ? address(number) : "site-%02d.localhost".formatted(number);
}

String address(int number) {
    return number % 2 == 1 ? "127.0.0." + number : "127.0.0.1";
}

String server(String name, String address, int port) {
    return """
                server { listen %s:%d ssl; server_name %s; root sites/%s; }
            """.formatted(address, port, name, name);
}

String configuration(CharSequence servers) {
    return """
            worker_processes 1;
            pid nginx.pid;
            error_log stderr warn;
            events { worker_connections 8192; }
            http {
                access_log off;
                client_body_temp_path tmp-body; proxy_temp_path tmp-proxy; fastcgi_temp_path tmp-fastcgi;
                uwsgi_temp_path tmp-uwsgi; scgi_temp_path tmp-scgi;
                sendfile on; tcp_nopush on; keepalive_requests 1000000;
                server_names_hash_bucket_size 128;
                ssl_certificate site.crt; ssl_certificate_key site.key; ssl_protocols TLSv1.2 TLSv1.3;
            %s}
            """.formatted(servers);
}
