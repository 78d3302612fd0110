package heddle.client.auth;

import heddle.http.Headers;
import heddle.http.Status;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// `Digest` (RFC 7616): a session for each origin that has challenged, kept for the requests that follow.
final class Digest implements Auth {
    private static final int UNAUTHORIZED = 401;
    private static final int ORIGINS_MAX = 1000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String user;
    private final String password;
    private final Supplier<String> cnonces;
    private final Map<String, DigestSession> sessions = new ConcurrentHashMap<>();

    Digest(String user, String password) {
        this(user, password, Digest::newCnonce);
    }

    /// For tests, which know the nonces.
    Digest(String user, String password, Supplier<String> cnonces) {
        this.user = user;
        this.password = password;
        this.cnonces = cnonces;
    }

    @Override
    public Optional<String> authorization(AuthRequest request) {
        return session(request).flatMap(known -> known.authorization(user, password, request));
    }

    @Override
    public boolean learn(AuthRequest request, String sent, Status status, Headers headers) {
        if (status.code() != UNAUTHORIZED) {
            nextNonce(headers)
                    .ifPresent(nonce -> session(request).ifPresent(known -> keep(request, known.next(nonce))));
            return false;
        }
        Optional<DigestSession> begun = Challenge.of(headers).stream()
                .map(challenge -> DigestSession.begin(challenge, cnonces.get()))
                .flatMap(Optional::stream)
                .findFirst();
        if (begun.isEmpty()) {
            return false;
        }
        keep(request, begun.get());
        // A nonce from before may be forgotten, whatever the server says; one from this call was just refused.
        return begun.get().isStale() || sent.isEmpty() || request.attempt() == 0;
    }

    private static Optional<String> nextNonce(Headers headers) {
        return headers.first("Authentication-Info")
                .map(field -> Challenge.parameters(field).get("nextnonce"))
                .filter(nonce -> !nonce.isEmpty());
    }

    private Optional<DigestSession> session(AuthRequest request) {
        return Optional.ofNullable(sessions.get(request.url().origin()));
    }

    private void keep(AuthRequest request, DigestSession session) {
        if (sessions.size() >= ORIGINS_MAX) {
            sessions.clear(); // they are challenged again
        }
        sessions.put(request.url().origin(), session);
    }

    private static String newCnonce() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Digest[***]";
    }
}
