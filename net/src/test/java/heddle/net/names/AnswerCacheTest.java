package heddle.net.names;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.net.DialFailure;
import heddle.net.DnsCacheOptions;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

    private static final Question QUESTION = new Question("site.example", DnsRecordType.A);
    private static final DnsCacheOptions OPTIONS =
            new DnsCacheOptions(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(5), 3);

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final List<Promise<Answer>> asked = new ArrayList<>();
    private final AnswerCache cache = new AnswerCache(clock.eventLoop(), OPTIONS, _ -> {
        var promise = clock.eventLoop().<Answer>newPromise();
        asked.add(promise);
        return promise;
    });

    AnswerCacheTest() {
        clock.freezeTime();
    }

    private static Answer found(long ttlSeconds) {
        return new Answer.Found(List.of(InetAddress.getLoopbackAddress()), ttlSeconds);
    }

    private void answer(Answer answer) {
        var _ = cache.answer(QUESTION);
        asked.getLast().setSuccess(answer);
    }

    private boolean isKeptFor(Duration time) {
        clock.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        var before = asked.size();
        var _ = cache.answer(QUESTION);
        return asked.size() == before;
    }

    @Test
    void a_hundred_questions_at_once_become_one() {
        var answers =
                IntStream.range(0, 100).mapToObj(_ -> cache.answer(QUESTION)).toList();
        assertThat(asked).hasSize(1);
        asked.getFirst().setSuccess(found(30));
        assertThat(answers).extracting(Future::getNow).containsOnly(found(30));
    }

    @Test
    void an_answer_is_kept_for_its_time_to_live() {
        answer(found(30));
        assertThat(isKeptFor(Duration.ofMillis(29_999))).isTrue();
        assertThat(isKeptFor(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void a_time_to_live_is_raised_and_lowered_to_its_limits() {
        answer(found(0));
        assertThat(isKeptFor(Duration.ofMillis(1_999))).isTrue();
        assertThat(isKeptFor(Duration.ofMillis(1))).isFalse();
        answer(found(86_400));
        assertThat(isKeptFor(Duration.ofMillis(59_999))).isTrue();
        assertThat(isKeptFor(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void absence_is_remembered_for_the_negative_time_to_live() {
        answer(new Answer.Absent("no such name"));
        assertThat(isKeptFor(Duration.ofMillis(4_999))).isTrue();
        assertThat(isKeptFor(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void a_failure_is_never_kept() {
        answer(new Answer.Failed(DialFailure.NAME_SERVER_FAILED, "SERVFAIL"));
        assertThat(isKeptFor(Duration.ZERO)).isFalse();
    }

    @Test
    void the_answer_unused_longest_makes_room() {
        for (var name : List.of("a", "b", "c", "a", "d")) {
            var before = asked.size();
            var _ = cache.answer(new Question(name, DnsRecordType.A));
            asked.subList(before, asked.size()).forEach(promise -> promise.setSuccess(found(30)));
        }
        assertThat(asked).hasSize(4);
        var _ = cache.answer(new Question("a", DnsRecordType.A));
        assertThat(asked).hasSize(4);
        var _ = cache.answer(new Question("b", DnsRecordType.A));
        assertThat(asked).hasSize(5);
    }
}
