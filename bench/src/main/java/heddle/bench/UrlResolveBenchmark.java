package heddle.bench;

import heddle.url.Url;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to resolve a link on a page, beside `java.net.URI`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class UrlResolveBenchmark {
    private final String link = "../2023/looms.html?page=1";
    private final Url page = Url.parse("https://www.example.com/articles/2024/index.html?page=2");
    private final URI jdkPage = URI.create(page.href());

    /// Heddle's way.
    @Benchmark
    public Url heddle() {
        return page.resolve(link);
    }

    /// The JDK's way.
    @Benchmark
    public URI jdk() {
        return jdkPage.resolve(link);
    }
}
