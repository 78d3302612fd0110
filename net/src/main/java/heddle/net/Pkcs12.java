package heddle.net;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.stream.Stream;

/// Certificates and keys in one file with a password (RFC 7292).
final class Pkcs12 {
    private Pkcs12() {}

    static KeyStore load(Path file, char[] password) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        } catch (IOException problem) {
            if (problem.getCause() instanceof UnrecoverableKeyException) {
                throw new IOException("The password of %s is wrong".formatted(file), problem);
            }
            throw problem instanceof FileSystemException
                    ? problem
                    : new IOException("Not a PKCS #12 file: %s (%s)".formatted(file, problem.getMessage()), problem);
        } catch (GeneralSecurityException problem) {
            throw new IOException("Not a PKCS #12 file: %s (%s)".formatted(file, problem.getMessage()), problem);
        }
    }

    /// The first key of a file, with its chain.
    static TlsIdentity identity(Path file, char[] password) throws IOException {
        var store = load(file, password);
        try {
            for (var alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key) {
                    var chain = Stream.of(store.getCertificateChain(alias))
                            .map(X509Certificate.class::cast)
                            .toList();
                    return new TlsIdentity(key, chain);
                }
            }
        } catch (GeneralSecurityException problem) {
            throw new IOException("The key of %s cannot be read: %s".formatted(file, problem.getMessage()), problem);
        }
        throw new IOException("No key in %s; a PKCS #12 file with a private key is needed".formatted(file));
    }
}
