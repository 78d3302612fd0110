package heddle.async.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "Windows has no SIGUSR1")
@Isolated
class OsSignalTest {
    @Test
    void whoever_listens_besides_tells_nobody_of_a_signal() throws Exception {
        var told = new AtomicInteger();
        try (var _ = OsSignal.listen("USR1", told::incrementAndGet)) {
            try (var _ = OsSignal.listen("USR1", told::incrementAndGet)) {
                assertThat(told).hasValue(0);
            }
        }
        assertThat(told).hasValue(0);
    }
}
