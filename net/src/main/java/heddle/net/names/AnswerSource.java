package heddle.net.names;

import heddle.net.IpFamily;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import java.util.List;

/// Who answers a question: name servers, a simulation of them, or the program itself. Lives on the I/O thread.
public interface AnswerSource {
    /// What must be asked to have all addresses of a name.
    default List<DnsRecordType> types(IpFamily family) {
        return Question.types(family);
    }

    /// Always succeeds, with what was found or why not.
    Future<Answer> ask(Question question);

    /// Nothing more will be asked; what is still awaited fails.
    void close();
}
