package heddle.net.names;

import heddle.async.Async;
import heddle.async.loop.Loop;
import heddle.async.task.CancelledException;
import heddle.async.task.TimeoutExceededException;
import heddle.net.DialFailure;
import heddle.net.DnsOptions;
import heddle.net.IpFamily;
import heddle.net.NameResolver;
import heddle.net.ResolvedName;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/// Asks the [NameResolver] of a program, each time on a coroutine of its own. One question is for both families, so
/// that a name has one call and one time to live.
final class OwnResolver implements AnswerSource {
    private final Loop loop;
    private final NameResolver resolver;
    private final DnsOptions options;

    OwnResolver(Loop loop, NameResolver resolver, DnsOptions options) {
        this.loop = loop;
        this.resolver = resolver;
        this.options = options;
    }

    @Override
    public List<DnsRecordType> types(IpFamily family) {
        return List.of(DnsRecordType.ANY);
    }

    @Override
    public Future<Answer> ask(Question question) {
        var promise = loop.netty().<Answer>newPromise();
        var _ = Async.callLater(Duration.ZERO, () -> {
            var answer = answer(question.name());
            loop.execute(() -> promise.trySuccess(answer));
        });
        return promise;
    }

    @Override
    public void close() {
        // The run that ends cancels what is still asked.
    }

    private Answer answer(String host) {
        try {
            return answer(Async.timeout(options.timeout(), () -> resolver.resolve(host)));
        } catch (UnknownHostException absent) {
            return new Answer.Absent("the resolver knows no such name");
        } catch (TimeoutExceededException late) {
            return new Answer.Failed(
                    DialFailure.NAME_LOOKUP_TIMED_OUT,
                    "the resolver did not answer within %d ms"
                            .formatted(options.timeout().toMillis()));
        } catch (CancelledException end) {
            throw end;
        } catch (Throwable failure) {
            return new Answer.Failed(DialFailure.NAME_SERVER_FAILED, "the resolver failed with " + failure);
        }
    }

    private Answer answer(ResolvedName resolved) {
        var wanted = options.family().wanted(resolved.addresses());
        return wanted.isEmpty()
                ? new Answer.Absent("the resolver knows no such address of the name")
                : new Answer.Found(wanted, resolved.timeToLive().toSeconds());
    }
}
