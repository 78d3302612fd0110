package heddle.net.names;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.net.DialFailure;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueryGateTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> asked = new ArrayList<>();
    private final List<Promise<Answer>> open = new ArrayList<>();
    private final QueryGate gate = new QueryGate(channel.eventLoop(), 2, question -> {
        asked.add(question.name());
        var promise = channel.eventLoop().<Answer>newPromise();
        open.add(promise);
        return promise;
    });

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
}
