package heddle.net.names;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.net.DialFailure;
import heddle.net.QuestionLimits;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueryGateTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> asked = new ArrayList<>();
    private final List<Promise<Answer>> open = new ArrayList<>();
    private QueryGate gate = gate(QuestionLimits.defaults().atOnceMax(2));

    private QueryGate gate(QuestionLimits limits) {
        return new QueryGate(channel.eventLoop(), limits, question -> {
            asked.add(question.name());
            var promise = channel.eventLoop().<Answer>newPromise();
            open.add(promise);
            return promise;
        });
    }

    private Future<Answer> ask(String name) {
        return gate.ask(new Question(name, DnsRecordType.A));
    }

    private static Answer reason(String text) {
        return new Answer.Absent(text);
    }

    @Test
    void beyond_the_limit_questions_wait_in_order_and_get_their_own_answers() {
        var answers = IntStream.range(0, 4).mapToObj(i -> ask("host" + i)).toList();
        assertThat(asked).containsExactly("host0", "host1");
        open.get(1).setSuccess(reason("one"));
        assertThat(asked).containsExactly("host0", "host1", "host2");
        open.get(2).setSuccess(reason("two"));
        open.get(3).setSuccess(reason("three"));
        open.get(0).setSuccess(reason("zero"));
        assertThat(asked).containsExactly("host0", "host1", "host2", "host3");
        assertThat(answers)
                .extracting(Future::getNow)
                .containsExactly(reason("zero"), reason("one"), reason("two"), reason("three"));
    }

    @Test
    void a_failure_makes_room_too_and_room_does_not_add_up() {
        var _ = List.of(ask("a"), ask("b"));
        open.forEach(each -> each.setSuccess(new Answer.Failed(DialFailure.NAME_SERVER_FAILED, "no")));
        var _ = List.of(ask("c"), ask("d"), ask("e"));
        assertThat(asked).containsExactly("a", "b", "c", "d");
    }

    @Test
    void beyond_a_tenth_of_a_second_s_questions_the_rate_lets_one_go_in_each_interval() {
        channel.freezeTime();
        gate = gate(QuestionLimits.defaults().perSecondMax(50));
        askFor(8);
        assertThat(asked).hasSize(5);
        pass(Duration.ofMillis(19));
        assertThat(asked).hasSize(5);
        pass(Duration.ofMillis(1));
        assertThat(asked).hasSize(6);
        pass(Duration.ofMillis(40));
        assertThat(asked).containsExactly("host0", "host1", "host2", "host3", "host4", "host5", "host6", "host7");
    }

    @Test
    void a_pause_earns_a_tenth_of_a_second_s_questions_and_no_more() {
        channel.freezeTime();
        gate = gate(QuestionLimits.defaults().perSecondMax(50));
        pass(Duration.ofSeconds(10));
        askFor(20);
        assertThat(asked).hasSize(5);
    }

    @Test
    void a_rate_of_one_a_second_has_no_burst() {
        channel.freezeTime();
        gate = gate(QuestionLimits.defaults().perSecondMax(1));
        askFor(2);
        assertThat(asked).hasSize(1);
        pass(Duration.ofMillis(999));
        assertThat(asked).hasSize(1);
        pass(Duration.ofMillis(1));
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_turn_that_comes_while_too_many_are_under_way_waits_for_one_of_them() {
        channel.freezeTime();
        gate = gate(new QuestionLimits(1, 10));
        askFor(2);
        pass(Duration.ofSeconds(1));
        assertThat(asked).hasSize(1);
        open.getFirst().setSuccess(reason("zero"));
        assertThat(asked).hasSize(2);
    }

    private void askFor(int names) {
        for (int i = 0; i < names; i++) {
            var _ = ask("host" + i);
        }
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }
}
