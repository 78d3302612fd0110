package heddle.net.trust;

import heddle.net.DialFailure;
import java.io.Serial;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/// The peer's certificate failed one of the checks, and which. The message is a clause: "it expired on …".
public final class RejectedCertificate extends CertificateException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final DialFailure failure;

    RejectedCertificate(DialFailure failure, String message, @Nullable CertificateException cause) {
        super(message, cause);
        this.failure = failure;
    }

    /// The check that failed.
    public DialFailure failure() {
        return failure;
    }
}
