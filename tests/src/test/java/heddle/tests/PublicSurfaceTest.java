package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The public surface is a golden file: a change to what users see is a change to that file, seen in review.
class PublicSurfaceTest {
    private static final Path GOLDEN = Checkout.ROOT.resolve("tests/src/test/resources/public-surface.txt");

    @Test
    void the_public_surface_is_the_recorded_one() throws IOException {
        List<String> surface = PublicSurface.lines();
        if (Boolean.getBoolean("heddle.surface.record")) {
            Files.write(GOLDEN, surface);
        }
        assertThat(surface)
                .as("The public surface changed. If it was meant, record it:"
                        + " mvn test -pl tests -am -Dtest=PublicSurfaceTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -DargLine=-Dheddle.surface.record=true")
                .isEqualTo(Files.readAllLines(GOLDEN));
    }
}
