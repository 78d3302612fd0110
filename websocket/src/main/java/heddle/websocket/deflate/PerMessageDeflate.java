package heddle.websocket.deflate;

import heddle.http.Headers;
import heddle.http.ProtocolException;
import heddle.websocket.CompressionOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How two sides agree on compression (RFC 7692, 7.1): a client offers, a server answers, the client looks
/// whether the answer fits.
public final class PerMessageDeflate {
    private static final String NAME = "permessage-deflate";
    private static final String SERVER_RESETS = "server_no_context_takeover";
    private static final String CLIENT_RESETS = "client_no_context_takeover";
    private static final String SERVER_BITS = "server_max_window_bits";
    private static final String CLIENT_BITS = "client_max_window_bits";
    private static final Set<String> PARAMETERS = Set.of(SERVER_RESETS, CLIENT_RESETS, SERVER_BITS, CLIENT_BITS);
    private static final int BITS_MAX = 15;

    private PerMessageDeflate() {}

    /// What a server answers.
    ///
    /// @param field the value of `Sec-WebSocket-Extensions`
    public record Answer(String field, Agreement agreement) {}

    /// A client's offer: the value of `Sec-WebSocket-Extensions`.
    public static String offer(CompressionOptions options) {
        var offer = new StringBuilder(NAME);
        if (!options.received().isKept()) {
            offer.append("; ").append(SERVER_RESETS);
        }
        if (!options.sent().isKept()) {
            offer.append("; ").append(CLIENT_RESETS);
        }
        if (options.received().bits() < BITS_MAX) {
            offer.append("; ")
                    .append(SERVER_BITS)
                    .append('=')
                    .append(options.received().bits());
        }
        offer.append("; ").append(CLIENT_BITS);
        if (options.sent().bits() < BITS_MAX) {
            offer.append('=').append(options.sent().bits());
        }
        return offer.toString();
    }

    /// A server's answer to the first offer that it can accept; empty for none.
    public static Optional<Answer> answer(Headers request, CompressionOptions options) {
        return Extension.of(request).stream()
                .filter(offer -> offer.name().equals(NAME) && isAcceptable(offer))
                .findFirst()
                .map(offer -> answer(offer, options));
    }

    /// The window of what a server sends must have a size; that of a client is a hint without one.
    private static boolean isAcceptable(Extension offer) {
        boolean isClientHint = offer.parameters().containsKey(CLIENT_BITS)
                && offer.parameters().get(CLIENT_BITS).isEmpty();
        return isKnown(offer) && areBits(offer, SERVER_BITS) && (isClientHint || areBits(offer, CLIENT_BITS));
    }

    private static Answer answer(Extension offer, CompressionOptions options) {
        int sentBits = Math.min(options.sent().bits(), bits(offer, SERVER_BITS));
        int receivedBits = Math.min(options.received().bits(), bits(offer, CLIENT_BITS));
        boolean isSentKept = options.sent().isKept() && !offer.parameters().containsKey(SERVER_RESETS);
        boolean isReceivedKept =
                options.received().isKept() && !offer.parameters().containsKey(CLIENT_RESETS);
        var field = new StringBuilder(NAME);
        if (!isSentKept) {
            field.append("; ").append(SERVER_RESETS);
        }
        if (!isReceivedKept) {
            field.append("; ").append(CLIENT_RESETS);
        }
        if (offer.parameters().containsKey(SERVER_BITS)) {
            field.append("; ").append(SERVER_BITS).append('=').append(sentBits);
        }
        if (offer.parameters().containsKey(CLIENT_BITS) && receivedBits < BITS_MAX) {
            field.append("; ").append(CLIENT_BITS).append('=').append(receivedBits);
        }
        return new Answer(field.toString(), new Agreement(options, sentBits, isSentKept, isReceivedKept));
    }

    /// What a client and a server agree on, by the server's answer; empty for no compression. `offered` is what
    /// the client offered, if anything. Throws [ProtocolException] for an answer that does not fit.
    public static Optional<Agreement> accept(Headers response, Optional<CompressionOptions> offered) {
        List<Extension> answers = Extension.of(response);
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        Extension answer = answers.getFirst();
        boolean fits = answers.size() == 1
                && offered.isPresent()
                && answer.name().equals(NAME)
                && isKnown(answer)
                && areBits(answer, SERVER_BITS)
                && areBits(answer, CLIENT_BITS)
                && bits(answer, SERVER_BITS) <= limit(answer, offered.get());
        if (!fits) {
            throw new ProtocolException("the server answers with the extensions '%s', which do not fit the offer%s"
                    .formatted(
                            response.joined(Extension.FIELD).orElse(""),
                            offered.map(options -> " '" + offer(options) + "'").orElse(" of none")));
        }
        CompressionOptions options = offered.get();
        return Optional.of(new Agreement(
                options,
                Math.min(options.sent().bits(), bits(answer, CLIENT_BITS)),
                options.sent().isKept() && !answer.parameters().containsKey(CLIENT_RESETS),
                !answer.parameters().containsKey(SERVER_RESETS)));
    }

    /// A server that says nothing of its window may use the largest, which can be read all the same.
    private static int limit(Extension answer, CompressionOptions offered) {
        return answer.parameters().containsKey(SERVER_BITS) ? offered.received().bits() : BITS_MAX;
    }

    private static boolean isKnown(Extension extension) {
        return extension.isWellFormed()
                && PARAMETERS.containsAll(extension.parameters().keySet())
                && isWithoutValue(extension, SERVER_RESETS)
                && isWithoutValue(extension, CLIENT_RESETS);
    }

    private static boolean isWithoutValue(Extension extension, String name) {
        return extension.parameters().getOrDefault(name, Optional.empty()).isEmpty();
    }

    private static boolean areBits(Extension extension, String name) {
        return !extension.parameters().containsKey(name)
                || extension
                        .parameters()
                        .get(name)
                        .filter(value -> value.matches("[89]|1[0-5]"))
                        .isPresent();
    }

    private static int bits(Extension extension, String name) {
        return extension
                .parameters()
                .getOrDefault(name, Optional.empty())
                .map(Integer::parseInt)
                .orElse(BITS_MAX);
    }
}
