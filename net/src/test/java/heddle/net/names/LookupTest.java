package heddle.net.names;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.net.DialFailure;
import heddle.net.DnsCacheOptions;
import heddle.net.DnsOptions;
import heddle.net.IpFamily;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LookupTest {

    private static final Question A = new Question("site.example", DnsRecordType.A);
    private static final Question AAAA = new Question("site.example", DnsRecordType.AAAA);
    private static final InetAddress FOUR = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress SIX = InetAddress.ofLiteral("fd00::1");
    private static final Answer ABSENT = new Answer.Absent("no such name");
    private static final Answer FAILED = new Answer.Failed(DialFailure.NAME_SERVER_FAILED, "SERVFAIL");

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final Map<Question, Promise<Answer>> asked = new LinkedHashMap<>();
    private final List<Answer> heard = new ArrayList<>();

    LookupTest() {
        clock.freezeTime();
        lookup(IpFamily.PREFER_IPV6, "site.example");
    }

    private void lookup(IpFamily family, String... names) {
        asked.clear();
        var cache = new AnswerCache(
                clock.eventLoop(),
                DnsCacheOptions.defaults(),
                question ->
                        asked.computeIfAbsent(question, _ -> clock.eventLoop().newPromise()));
        var delay = DnsOptions.defaults().resolutionDelay();
        new Lookup(clock.eventLoop(), cache, Question.types(family), delay, List.of(names), heard::add);
    }

    private void answer(Question question, Answer answer) {
        assertThat(asked).containsKey(question);
        Objects.requireNonNull(asked.get(question)).setSuccess(answer);
    }

    private static Answer found(InetAddress... addresses) {
        return new Answer.Found(List.of(addresses), 30);
    }

    private void pass(long millis) {
        clock.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        clock.runScheduledPendingTasks();
    }

    @Test
    void both_families_are_asked_for_at_once_and_both_answers_count() {
        assertThat(asked).containsOnlyKeys(AAAA, A);
        answer(AAAA, found(SIX));
        assertThat(heard).isEmpty();
        answer(A, found(FOUR));
        assertThat(heard).containsExactly(found(SIX, FOUR));
    }

    @Test
    void a_silent_family_is_waited_for_only_50_ms() {
        answer(A, found(FOUR));
        pass(49);
        assertThat(heard).isEmpty();
        pass(1);
        assertThat(heard).containsExactly(found(FOUR));
        answer(AAAA, found(SIX));
        pass(100);
        assertThat(heard).hasSize(1);
    }

    @Test
    void absence_of_one_family_starts_no_delay() {
        answer(AAAA, ABSENT);
        pass(1_000);
        assertThat(heard).isEmpty();
        answer(A, found(FOUR));
        assertThat(heard).containsExactly(found(FOUR));
    }

    @Test
    void addresses_of_one_family_make_up_for_a_failure_of_the_other() {
        answer(AAAA, FAILED);
        answer(A, found(FOUR));
        assertThat(heard).containsExactly(found(FOUR));
    }

    @Test
    void a_name_that_may_exist_is_not_called_absent() {
        answer(AAAA, ABSENT);
        answer(A, FAILED);
        assertThat(heard).containsExactly(FAILED);
    }

    @Test
    void only_one_family_is_asked_for_when_only_one_is_wanted() {
        lookup(IpFamily.ONLY_IPV4, "site.example");
        assertThat(asked).containsOnlyKeys(A);
        answer(A, found(FOUR));
        assertThat(heard).containsExactly(found(FOUR));
    }

    @Test
    void an_absent_name_gives_way_to_the_next_but_a_failure_does_not() {
        lookup(IpFamily.ONLY_IPV4, "one.example", "two.example", "three.example");
        answer(new Question("one.example", DnsRecordType.A), ABSENT);
        answer(new Question("two.example", DnsRecordType.A), FAILED);
        assertThat(heard).containsExactly(FAILED);
        assertThat(asked).hasSize(2);
    }
}
