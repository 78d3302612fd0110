package heddle.client;

import heddle.client.options.Versions;
import heddle.client.proxy.Proxies;
import heddle.client.wire.PhaseLimits;
import heddle.http.Headers;
import heddle.http.Method;
import heddle.url.Url;
import java.util.Optional;

/// A request on its way through the steps: immutable, so that each step passes on what it changed.
///
/// @param method what to do
/// @param url what to do it with
/// @param headers all fields but those of framing and `Host`
/// @param body what it carries
/// @param policy what was asked for beside the request itself
/// @param call what is known of the call so far, shared by all its hops
record Outgoing(Method method, Url url, Headers headers, RequestBody body, Policy policy, Call call) {
    /// How a request is to be handled.
    ///
    /// @param timeouts how long each phase may take
    /// @param redirectsMax how many redirects are followed
    /// @param compression what becomes of content codings
    /// @param errors what becomes of a response that says no
    /// @param versions which versions of HTTP may carry it
    /// @param proxies through which proxy each hop goes
    /// @param serverName the name in TLS instead of the host's, within the origin that was asked for
    record Policy(
            PhaseLimits timeouts,
            int redirectsMax,
            RequestDefaults.Compression compression,
            RequestDefaults.ErrorStatus errors,
            Versions versions,
            Proxies proxies,
            Optional<String> serverName) {
        Policy timeouts(PhaseLimits timeouts) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, serverName);
        }

        Policy redirectsMax(int redirectsMax) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, serverName);
        }

        Policy uncompressed() {
            return new Policy(
                    timeouts,
                    redirectsMax,
                    RequestDefaults.Compression.UNTOUCHED,
                    errors,
                    versions,
                    proxies,
                    serverName);
        }

        Policy versions(Versions versions) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, serverName);
        }

        Policy errors(RequestDefaults.ErrorStatus errors) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, serverName);
        }

        Policy serverName(Optional<String> serverName) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, serverName);
        }

        Policy proxies(Proxies proxies) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, serverName);
        }
    }

    Outgoing withHeaders(Headers headers) {
        return new Outgoing(method, url, headers, body, policy, call);
    }

    /// The same for another origin, without what is meant for one alone.
    Outgoing beyondOrigin() {
        return new Outgoing(method, url, headers, body, policy.serverName(Optional.empty()), call);
    }

    Outgoing redirected(Method method, Url url, Headers headers, RequestBody body) {
        return new Outgoing(method, url, headers, body, policy, call);
    }
}
