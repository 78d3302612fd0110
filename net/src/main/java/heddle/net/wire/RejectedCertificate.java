package heddle.net.wire;

import heddle.net.DialFailure;
import java.io.Serial;
import java.security.cert.CertificateException;

/// The peer's certificate failed one of the checks, and which. The message is a clause: "it expired on …".
final class RejectedCertificate extends CertificateException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final DialFailure failure;

    RejectedCertificate(DialFailure failure, String message, CertificateException cause) {
        super(message, cause);
        this.failure = failure;
    }

    DialFailure failure() {
        return failure;
    }
}
