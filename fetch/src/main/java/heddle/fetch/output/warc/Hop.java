package heddle.fetch.output.warc;

import heddle.fetch.output.Earlier;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.file.HeldBytes;
import heddle.url.Url;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One request and its response, as they are archived.
///
/// @param url      that was asked for
/// @param date     when the request was sent
/// @param from     the address that answered; empty for a Unix domain socket
/// @param protocol that was spoken, in the words of `WARC-Protocol`
/// @param request  head of the request, as it was sent
/// @param head     of the response
/// @param body     of the response, with its content codings
/// @param isWhole  whether all of the body is there
@SuppressWarnings("ArrayRecordComponent") // never compared
record Hop(
        Url url,
        Instant date,
        Optional<InetAddress> from,
        String protocol,
        byte[] request,
        byte[] head,
        HeldBytes body,
        boolean isWhole) {
    /// The exchanges of one call, in order: redirects, then what they led to.
    ///
    /// @param same what an earlier run has had of the last of them, if that is still so
    record Chain(List<Hop> hops, Optional<Earlier> same) implements Outcome.Held {
        Chain {
            hops = List.copyOf(hops);
        }

        Chain(List<Hop> hops) {
            this(hops, Optional.empty());
        }

        Chain sameAs(Optional<Earlier> earlier) {
            return new Chain(hops, earlier);
        }

        long memoryBytes() {
            return hops.stream()
                    .mapToLong(hop -> hop.request.length + hop.head.length + hop.body.memoryBytes())
                    .sum();
        }
    }
}
