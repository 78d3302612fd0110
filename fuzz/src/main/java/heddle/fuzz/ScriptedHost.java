package heddle.fuzz;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.net.stream.Connection;
import heddle.net.stream.StreamServerOptions;
import heddle.net.stream.Streams;
import heddle.testkit.Simulation;
import heddle.testkit.SimulationFailure;
import heddle.testkit.SimulationOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// A server that says the same to whoever asks, in other pieces each time, and the client that asks: both real, on a
/// network in memory and in virtual time, so that an exchange takes no time to wait and is the same again.
///
/// @param isAsked reads what the client says until the server is to answer
/// @param session opens the client
record ScriptedHost(Listening isAsked, Supplier<ClientSession> session) {
    private static final SimulationOptions LIMITS =
            SimulationOptions.defaults().traceCharsMax(0).stepsMax(1_000_000);
    private static final Duration BETWEEN_PIECES = Duration.ofMillis(10);

    /// Waits until the server is to answer.
    interface Listening {
        void await(Connection connection) throws IOException;
    }

    /// What the client makes of each way of cutting what the server says. A connection is gone with its exchange, and
    /// no exchange ends by a timeout: the server always ends its answer.
    <T> List<T> answers(List<List<byte[]>> cuts, Function<ClientSession, T> exchange) {
        var answers = new ArrayList<T>();
        try {
            Simulation.run(1, LIMITS, simulation -> {
                var waiting = new ArrayList<>(cuts);
                simulation.host("server").start("serve", () -> {
                    try (var _ = Streams.listen(
                            StreamServerOptions.at("0.0.0.0", 80), connection -> answer(connection, waiting))) {
                        Async.sleep(Duration.ofDays(1));
                    }
                });
                simulation.runCurrent();
                for (int i = 0; i < cuts.size(); i++) {
                    answers.add(ask(exchange));
                }
            });
        } catch (SimulationFailure failure) {
            throw BrokenClaim.by(failure.getCause(), "every exchange ends as the documents say");
        }
        return answers;
    }

    private <T> T ask(Function<ClientSession, T> exchange) {
        try (var client = session.get()) {
            T answer = exchange.apply(client);
            Async.sleep(Duration.ofMinutes(1));
            BrokenClaim.unlessEqual(client.statistics().connections(), 0L, "no connection is left");
            return answer;
        }
    }

    private void answer(Connection connection, List<List<byte[]>> waiting) throws IOException {
        isAsked.await(connection);
        for (byte[] piece : waiting.removeFirst()) {
            connection.write(piece);
            connection.flush();
            Async.sleep(BETWEEN_PIECES);
        }
    }
}
