package heddle.client.peer;

import heddle.net.TlsIdentity;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// The server's side of TLS on sockets that are there, by the JDK.
public final class TlsSockets {
    private static final char[] NO_PASSWORD = {};

    private final SSLContext context;

    public TlsSockets(TlsIdentity identity) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry(
                    "identity", identity.key(), NO_PASSWORD, identity.chain().toArray(X509Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public SSLSocket handshake(Socket socket) throws IOException {
        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    /// As [#handshake], and wants a certificate of the client, whom it trusts as the JDK does.
    public SSLSocket handshakeWithCertificate(Socket socket) throws IOException {
        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.setNeedClientAuth(true);
        secured.startHandshake();
        return secured;
    }

    /// As [#handshake], by TLS 1.2, where a connection may be negotiated anew.
    public SSLSocket handshakeOldly(Socket socket) throws IOException {
        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.setEnabledProtocols(new String[] {"TLSv1.2"});
        secured.startHandshake();
        return secured;
    }

    public static String serverName(Socket socket) {
        return socket instanceof SSLSocket secured
                        && secured.getSession() instanceof ExtendedSSLSession session
                        && !session.getRequestedServerNames().isEmpty()
                        && session.getRequestedServerNames().getFirst() instanceof SNIHostName name
                ? name.getAsciiName()
                : "";
    }
}
