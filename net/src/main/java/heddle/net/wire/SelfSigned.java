package heddle.net.wire;

import heddle.net.TlsIdentity;
import java.util.List;

/// Certificates made on the spot, for servers that nobody else vouches for.
public final class SelfSigned {

    private SelfSigned() {}

    /// A new P-256 key and a certificate for these names and IP addresses, valid from yesterday for a year.
    @SuppressWarnings("DoNotCallSuggester")
    public static TlsIdentity certificate(List<String> names) {
        throw new UnsupportedOperationException(names.toString());
    }
}
