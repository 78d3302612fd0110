package heddle.s3;

import heddle.fetch.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Trusts what a file of certificates vouches for, and nothing else.
final class Authorities {
    /// The variable that Amazon's own command goes by.
    static final String VARIABLE = "AWS_CA_BUNDLE";

    private Authorities() {}

    static TrustManager[] of(Path pem) throws StoreException {
        try {
            return trusting(certificates(pem));
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreException(
                    "%s, which %s names, cannot be read as certificates (PEM): %s".formatted(pem, VARIABLE, e), e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path pem)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new GeneralSecurityException("there is none in it");
            }
            return certificates;
        }
    }

    private static TrustManager[] trusting(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
