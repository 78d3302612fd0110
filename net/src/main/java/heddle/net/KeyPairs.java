package heddle.net;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/// Private keys and the public ones that belong to them.
final class KeyPairs {
    private static final byte[] TEXT = {1, 2, 3, 4};

    private KeyPairs() {}

    /// Whether what one of them signs is accepted by the other.
    static boolean belongTogether(PrivateKey own, PublicKey shown) {
        try {
            var signature = Signature.getInstance(algorithm(shown));
            signature.initSign(own);
            signature.update(TEXT);
            byte[] signed = signature.sign();
            signature.initVerify(shown);
            signature.update(TEXT);
            return signature.verify(signed);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }

    private static String algorithm(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm(); // EdDSA signs by its own name
        };
    }
}
