package heddle.cli.check;

import heddle.url.Url;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which links are not looked at.
///
/// @param included  patterns of URLs that are looked at whatever else is said; with any of them and no `excluded` ones,
///                  nothing else is
/// @param excluded  patterns of URLs that are not
/// @param addresses that are not
public record Exclusions(List<Pattern> included, List<Pattern> excluded, Addresses addresses) {
    /// Which addresses of IP, and the names that stand for them. Names are not looked up.
    public enum Addresses {
        /// All are looked at.
        NONE,
        /// Those of this machine are not.
        LOOPBACK,
        /// Those that are not public are not.
        PRIVATE
    }

    /// Names that documents use as examples (RFC 2606).
    private static final Pattern EXAMPLE =
            Pattern.compile("(.*\\.)?(example|invalid|test|example\\.(com|net|org))\\.?");

    /// Copies the lists.
    public Exclusions {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    /// Why a link is not looked at, if it is not.
    ///
    /// @param href with its fragment
    Optional<String> reason(String href) {
        if (isAny(included, href)) {
            return Optional.empty();
        }
        if (isAny(excluded, href)) {
            return Optional.of("excluded by --exclude");
        }
        return !included.isEmpty() && excluded.isEmpty() ? Optional.of("not included by --include") : Optional.empty();
    }

    private static boolean isAny(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    /// The same on account of its host.
    Optional<String> reason(Url url) {
        return switch (addresses) {
            case NONE -> Optional.empty();
            case LOOPBACK -> isLoopback(url) ? Optional.of("excluded by --exclude-loopback") : Optional.empty();
            case PRIVATE ->
                isLoopback(url) || isPrivate(url) ? Optional.of("excluded by --exclude-all-private") : Optional.empty();
        };
    }

    /// Whether a document means it as an example.
    static boolean isExample(Url url) {
        return EXAMPLE.matcher(url.host()).matches();
    }

    private static boolean isLoopback(Url url) {
        String host = url.host();
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || address(url).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private static boolean isPrivate(Url url) {
        return address(url)
                .filter(address -> address.isSiteLocalAddress()
                        || address.isLinkLocalAddress()
                        || address.isAnyLocalAddress()
                        || isUniqueLocal(address))
                .isPresent();
    }

    /// The private addresses of IPv6 (RFC 4193), which the JDK does not know.
    private static boolean isUniqueLocal(InetAddress address) {
        return address instanceof Inet6Address && (address.getAddress()[0] & 0xFE) == 0xFC;
    }

    private static Optional<InetAddress> address(Url url) {
        try {
            return url.hasIpHost()
                    ? Optional.of(InetAddress.ofLiteral(url.host().replaceAll("[\\[\\]]", "")))
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
