package heddle.client.opentelemetry;

import heddle.client.Middleware;
import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.client.SessionOptions;
import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.http.Method;
import heddle.url.AddressText;
import heddle.url.Url;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes a span of each request, by the semantic conventions of OpenTelemetry for HTTP clients (1.23 and later), and
/// sends its context along (`traceparent`, or whatever the propagator writes).
///
///     ClientSession.open(OpenTelemetryTracing.of(openTelemetry)::in)
///
/// The parent is the current context of the coroutine that makes the call. Redirects, logins and tries of middlewares
/// that are added later have a span each, counted by `http.request.resend_count`; a span ends when the head of the
/// response has come.
public final class OpenTelemetryTracing {
    private static final ContextKey<AtomicInteger> SENT = ContextKey.named("heddle-requests-sent");
    private static final Set<Method> KNOWN = Set.of(
            Method.GET,
            Method.HEAD,
            Method.POST,
            Method.PUT,
            Method.PATCH,
            Method.DELETE,
            Method.OPTIONS,
            Method.of("TRACE"));

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    private OpenTelemetryTracing(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer("heddle.client");
        propagator = openTelemetry.getPropagators().getTextMapPropagator();
    }

    /// With its tracer and its propagators.
    @SuppressWarnings("exports") // whoever calls it has OpenTelemetry; whoever has it not shall still compile
    public static OpenTelemetryTracing of(OpenTelemetry openTelemetry) {
        return new OpenTelemetryTracing(openTelemetry);
    }

    /// These options, with tracing.
    public SessionOptions in(SessionOptions options) {
        Middleware hop = this::hop;
        return options.middleware(OpenTelemetryTracing::call).middleware(hop.perHop());
    }

    /// Counts the requests of a call.
    private static Response call(Outgoing request, Middleware.Next next) {
        try (Scope _ = Context.current().with(SENT, new AtomicInteger()).makeCurrent()) {
            return next.send(request);
        }
    }

    private Response hop(Outgoing request, Middleware.Next next) {
        Span span = begin(request);
        try (Scope _ = span.makeCurrent()) {
            Response response = next.send(injected(request));
            answered(span, response);
            return response;
        } catch (Throwable failure) {
            span.setAttribute("error.type", type(failure));
            span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
            throw failure;
        } finally {
            span.end();
        }
    }

    private Span begin(Outgoing request) {
        Url url = request.url();
        boolean isKnown = KNOWN.contains(request.method());
        var builder = tracer.spanBuilder(isKnown ? request.method().name() : "HTTP")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", isKnown ? request.method().name() : "_OTHER")
                .setAttribute("url.full", url.withoutCredentials().href())
                .setAttribute("server.address", url.host())
                .setAttribute("server.port", url.portOrDefault());
        if (!isKnown) {
            builder.setAttribute(
                    "http.request.method_original", request.method().name());
        }
        AtomicInteger sent = Context.current().get(SENT);
        int resent = sent == null ? 0 : sent.getAndIncrement();
        if (resent > 0) {
            builder.setAttribute("http.request.resend_count", resent);
        }
        return builder.startSpan();
    }

    private Outgoing injected(Outgoing request) {
        Headers.Builder headers = request.headers().toBuilder();
        propagator.inject(Context.current(), headers, (target, name, value) -> {
            if (target != null) {
                target.replace(name, value);
            }
        });
        return request.withHeaders(headers.build());
    }

    private static void answered(Span span, Response response) {
        span.setAttribute("http.response.status_code", response.status().code());
        span.setAttribute("network.protocol.version", response.version().number());
        switch (response.remoteAddress()) {
            case InetSocketAddress peer
            when !peer.isUnresolved() -> {
                span.setAttribute("network.peer.address", AddressText.of(peer));
                span.setAttribute("network.peer.port", peer.getPort());
            }
            case UnixDomainSocketAddress peer -> {
                span.setAttribute("network.peer.address", peer.getPath().toString());
                span.setAttribute("network.transport", "unix");
            }
            default -> {}
        }
        if (response.status().isError()) {
            span.setAttribute("error.type", Integer.toString(response.status().code()));
            span.setStatus(StatusCode.ERROR);
        }
    }

    private static String type(Throwable failure) {
        return failure instanceof HttpException known
                ? known.kind()
                : failure.getClass().getName();
    }
}
