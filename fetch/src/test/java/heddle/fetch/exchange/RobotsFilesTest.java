package heddle.fetch.exchange;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.fetch.options.Retries;
import heddle.fetch.robots.RobotsRules;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who asks for a robots.txt when several have found that it is not known.
class RobotsFilesTest {
    private static final String ORIGIN = "http://site.example";

    private interface Scene {
        void play(RobotsFiles robots) throws Exception;
    }

    private static void play(Scene scene) throws Exception {
        Async.run(() -> {
            try (var session = ClientSession.open()) {
                scene.play(new RobotsFiles(session, Optional.empty(), new Reports(Retries.defaults())));
            }
        });
    }

    @Test
    void one_asks_and_those_that_come_meanwhile_wait_for_that() throws Exception {
        play(robots -> {
            assertThat(robots.beginAsking(ORIGIN)).isNull();
            var others = requireNonNull(robots.beginAsking(ORIGIN), "it would ask, too");
            assertThat(others.isDone()).isFalse();
            robots.endAsking(ORIGIN, Optional.of(RobotsRules.ALLOW_ALL));
            assertThat(others.await()).isTrue();
        });
    }

    /// It looked, and found nothing, before the other one had it.
    @Test
    void one_that_comes_too_late_does_not_ask_again() throws Exception {
        play(robots -> {
            assertThat(robots.beginAsking(ORIGIN)).isNull();
            robots.endAsking(ORIGIN, Optional.of(RobotsRules.ALLOW_ALL));
            var others = requireNonNull(robots.beginAsking(ORIGIN), "it would ask, too");
            assertThat(others.await()).isTrue();
        });
    }

    @Test
    void what_could_not_be_had_is_asked_for_again() throws Exception {
        play(robots -> {
            assertThat(robots.beginAsking(ORIGIN)).isNull();
            robots.endAsking(ORIGIN, Optional.empty());
            assertThat(robots.beginAsking(ORIGIN)).isNull();
        });
    }
}
