package heddle.net;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// What one side of a TLS connection shows of itself: a private key and the chain that vouches for it, leaf first.
///
/// @param key the key of the first certificate; never printed
/// @param chain the leaf, then each issuer; at least the leaf
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {

    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("A TLS identity needs at least one certificate");
        }
    }

    /// Reads a chain and an unencrypted PKCS #8 key (RFC 5958), EC, RSA or EdDSA, both PEM (RFC 7468); one file may
    /// hold both. An [IOException] names the file and says what is wrong with it, or that the two do not belong
    /// together.
    public static TlsIdentity pem(Path chain, Path key) throws IOException {
        return pem(chain, key, new char[0]);
    }

    /// As [#pem(Path, Path)], for a key that is encrypted with this password.
    public static TlsIdentity pem(Path chain, Path key, char[] password) throws IOException {
        var identity = new TlsIdentity(Pem.key(key, password), Pem.certificates(chain));
        if (!KeyPairs.belongTogether(identity.key(), identity.leaf().getPublicKey())) {
            throw new IOException(
                    "The key of %s is not that of the first certificate of %s (%s); take the key that it was made for"
                            .formatted(key, chain, identity.leaf().getSubjectX500Principal()));
        }
        return identity;
    }

    /// Reads the first key of a PKCS #12 file (RFC 7292), and its chain. An [IOException] names the file and says
    /// what is wrong with it.
    public static TlsIdentity pkcs12(Path file, char[] password) throws IOException {
        return Pkcs12.identity(file, password);
    }

    /// The certificate of this side itself.
    public X509Certificate leaf() {
        return chain.getFirst();
    }

    /// The subject of the leaf; nothing of the key.
    @Override
    public String toString() {
        return "TlsIdentity[" + leaf().getSubjectX500Principal() + "]";
    }
}
