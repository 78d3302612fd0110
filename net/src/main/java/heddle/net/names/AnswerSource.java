package heddle.net.names;

import io.netty.util.concurrent.Future;

/// Who answers a question: name servers, or a simulation of them. Lives on the I/O thread.
public interface AnswerSource {
    /// Always succeeds, with what was found or why not.
    Future<Answer> ask(Question question);

    /// Nothing more will be asked; what is still awaited fails.
    void close();
}
