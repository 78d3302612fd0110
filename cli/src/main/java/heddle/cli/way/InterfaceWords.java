package heddle.cli.way;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// curl's `--interface`: where connections begin. Addresses, or names of interfaces for all their addresses, separated
/// by commas.
public final class InterfaceWords {
    private InterfaceWords() {}

    /// The addresses that these words mean, in their order. Throws [IllegalArgumentException] for one that is neither.
    public static InetAddress[] addresses(String words) {
        return Stream.of(words.split(",", -1))
                .map(String::strip)
                .flatMap(word -> address(word).map(List::of).orElseGet(() -> ofInterface(word)).stream())
                .toArray(InetAddress[]::new);
    }

    private static Optional<InetAddress> address(String word) {
        try {
            return Optional.of(InetAddress.ofLiteral(word));
        } catch (IllegalArgumentException isName) {
            return Optional.empty();
        }
    }

    /// Without those that lead nowhere but to the same link.
    private static List<InetAddress> ofInterface(String name) {
        var addresses = named(name).stream()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLinkLocalAddress())
                .toList();
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException(
                    "--interface: '%s' is neither an IP address nor an interface that has one".formatted(name));
        }
        return addresses;
    }

    private static Optional<NetworkInterface> named(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.ofNullable(NetworkInterface.getByName(name));
        } catch (SocketException unknown) {
            return Optional.empty();
        }
    }
}
