package heddle.net.wire;

import heddle.net.TlsIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A TLS server of the JDK that wants a certificate of its clients: this one, whoever signed it. It greets whom it
/// accepts with a byte.
final class TlsPeer implements AutoCloseable {
    private static final char[] NO_PASSWORD = {};

    private final SSLServerSocket listener;
    private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();

    TlsPeer(TlsIdentity identity, X509Certificate wanted, String version) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(keys(identity), new TrustManager[] {new One(wanted)}, null);
        listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        listener.setNeedClientAuth(true);
        listener.setEnabledProtocols(new String[] {version});
        Thread.ofPlatform().daemon().name("tls-peer").start(this::accept);
    }

    private static KeyManager[] keys(TlsIdentity identity) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry(
                "identity", identity.key(), NO_PASSWORD, identity.chain().toArray(X509Certificate[]::new));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys.getKeyManagers();
    }

    int port() {
        return listener.getLocalPort();
    }

    /// What became of the next client: the subject of its certificate, or why it was refused.
    String outcome() throws InterruptedException {
        return outcomes.take();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = (SSLSocket) listener.accept();
                Thread.ofPlatform().daemon().name("tls-peer").start(() -> greet(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void greet(SSLSocket socket) {
        try (socket) {
            socket.startHandshake();
            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            socket.getOutputStream().write('!');
            outcomes.add(shown.getSubjectX500Principal().getName());
            while (socket.getInputStream().read() >= 0) {}
        } catch (IOException refused) {
            outcomes.add("refused: " + refused.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Accepts one certificate.
    private static final class One extends X509ExtendedTrustManager {
        private final X509Certificate wanted;

        One(X509Certificate wanted) {
            this.wanted = wanted;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (!chain[0].equals(wanted)) {
                throw new CertificateException("not the one that is wanted");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
