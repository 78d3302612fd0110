package heddle.client;

import heddle.client.RequestDefaults.Compression;
import heddle.client.auth.Auth;
import heddle.client.auth.AuthRequest;
import heddle.client.auth.Logins;
import heddle.client.body.RequestBody;
import heddle.client.curl.CurlCommand;
import heddle.client.trace.Secrets;
import heddle.http.Headers;
import heddle.net.NetOptions;
import heddle.net.ProxyServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The command that sends the first hop of a request as its session would.
///
/// @param session that would send it
/// @param request to be sent
/// @param secrets what is shown of credentials
record AsCurl(ClientSession session, Outgoing request, Secrets secrets) {
    String command() {
        return CurlCommand.of(request.method(), request.url(), secrets.of(headers()), request.body(), options());
    }

    private Headers headers() {
        Outgoing sent = session.cookies()
                .map(jar -> new UseCookies(jar).withCookies(request))
                .orElse(request);
        Optional<String> login = sent.headers().has("Authorization") ? Optional.empty() : login();
        return login.isEmpty()
                ? sent.headers()
                : sent.headers().toBuilder().add("Authorization", login.get()).build();
    }

    /// Nobody is asked for a login that is not shown.
    private Optional<String> login() {
        Logins logins = session.options().requests().logins().orElse(Logins.none());
        Optional<Auth> auth = Authenticate.auth(request, logins);
        if (auth.isPresent()) {
            return secrets == Secrets.HIDDEN
                    ? Optional.of("hidden")
                    : auth.get().authorization(about());
        }
        return request.url().hasCredentials() ? Optional.of(HeadWriter.basic(request.url())) : Optional.empty();
    }

    private AuthRequest about() {
        Optional<byte[]> body =
                request.body() instanceof RequestBody.Bytes(byte[] bytes) ? Optional.of(bytes) : Optional.empty();
        return new AuthRequest(request.method(), request.url().withoutCredentials(), body, 0);
    }

    private List<String> options() {
        var options = new ArrayList<String>();
        Outgoing.Policy policy = request.policy();
        NetOptions net = session.options().net();
        if (net.tls().isInsecure()) {
            options.add("--insecure");
        }
        net.connect().unixSocket().ifPresent(file -> options.addAll(List.of("--unix-socket", file.toString())));
        if (policy.redirectsMax() > 0) {
            options.addAll(List.of("--location", "--max-redirs", Integer.toString(policy.redirectsMax())));
        }
        if (policy.compression() == Compression.DECODED) {
            options.add("--compressed");
        }
        switch (policy.versions()) {
            case ANY -> {}
            case HTTP_1_1 -> options.add("--http1.1");
            case HTTP_2 -> options.add(request.url().scheme().equals("https") ? "--http2" : "--http2-prior-knowledge");
        }
        policy.proxies().choose(request.url()).ifPresent(proxy -> addProxy(options, proxy));
        return options;
    }

    private void addProxy(List<String> options, ProxyServer proxy) {
        options.addAll(List.of("--proxy", proxy.kind().name().toLowerCase(Locale.ROOT) + "://" + proxy.place()));
        proxy.login()
                .ifPresent(login -> options.addAll(List.of(
                        "--proxy-user",
                        login.user() + ":" + (secrets == Secrets.SHOWN ? login.password() : Secrets.MASK))));
    }
}
