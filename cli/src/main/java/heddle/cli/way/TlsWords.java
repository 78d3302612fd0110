package heddle.cli.way;

import heddle.net.PublicKeyPin;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// curl's `--cacert`, `--cert`, `--key`, `--pass`, `--pinnedpubkey`, and the least version of TLS.
///
/// @param authorities a PEM file of those that are trusted, in place of the JDK's
/// @param certificate a file with a certificate and perhaps its key, PEM or PKCS #12; `FILE:PASSWORD` if need be
/// @param key a PEM file with the key, where it is in another
/// @param password of the key
/// @param pins `sha256//...`, several with `;` between
/// @param version the least that is spoken: `1.2` or `1.3`
public record TlsWords(
        Optional<Path> authorities,
        Optional<String> certificate,
        Optional<Path> key,
        Optional<String> password,
        Optional<String> pins,
        Optional<String> version) {
    /// What these words make of the options. Throws [IllegalArgumentException] that says which word is wrong, and
    /// [IOException] that names a file.
    public TlsOptions apply(TlsOptions defaults) throws IOException {
        TlsOptions options = defaults;
        if (authorities.isPresent()) {
            options = options.withoutJdkTrust().trustPem(authorities.get());
        }
        if (certificate.isPresent()) {
            options = options.identity(identity(certificate.get()));
        } else if (key.isPresent()) {
            throw new IllegalArgumentException("--key needs the certificate of that key, --cert");
        }
        if (pins.isPresent()) {
            options = options.pin(Stream.of(pins.get().split(";", -1))
                    .map(PublicKeyPin::parse)
                    .toArray(PublicKeyPin[]::new));
        }
        return version.isPresent() ? options.atLeast("TLSv" + version.get()) : options;
    }

    private TlsIdentity identity(String given) throws IOException {
        int colon = given.lastIndexOf(':');
        boolean hasPassword = colon > 1 && !Files.exists(Path.of(given)); // a drive of Windows has one letter
        Path file = Path.of(hasPassword ? given.substring(0, colon) : given);
        char[] secret = (hasPassword ? given.substring(colon + 1) : password.orElse("")).toCharArray();
        return isPem(file) ? TlsIdentity.pem(file, key.orElse(file), secret) : TlsIdentity.pkcs12(file, secret);
    }

    private static boolean isPem(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }
}
