package heddle.net;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;

/// Private keys and the public ones that belong to them.
final class KeyPairs {
    private static final byte[] TEXT = {1, 2, 3, 4};

    private KeyPairs() {}

    /// Whether they share the modulus of RSA, or what one of them signs is accepted by the other.
    static boolean belongTogether(PrivateKey own, PublicKey shown) {
        if (own instanceof RSAKey ours && shown instanceof RSAKey theirs) {
            return ours.getModulus().equals(theirs.getModulus());
        }
        try {
            String kind = shown.getAlgorithm();
            var signature =
                    Signature.getInstance(kind.equals("EC") ? "SHA256withECDSA" : kind); // EdDSA signs by its name
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
}
