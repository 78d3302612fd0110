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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to parse one URL, beside `java.net.URI`, which changes nothing and knows no international names.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class UrlBenchmark {
    /// The URL to parse.
    @Param({
        "https://www.example.com/articles/2024/how-to-weave?utm_source=feed&page=2",
        "http://127.0.0.1:8080/bytes/1024",
        "https://User@EXAMPLE.com:443/a/./b/../c d?q=\u00FC#top",
        "https://b\u00FCcher.example/a"
    })
    public String text = "";

    /// Heddle's parser.
    @Benchmark
    public Url heddle() {
        return Url.parse(text);
    }

    /// The parser, and what a client asks of a URL before it can send a request.
    @Benchmark
    public int heddleForRequest() {
        Url url = Url.parse(text);
        return url.host().length() + url.portOrDefault() + url.requestTarget().length();
    }

    /// The JDK's parser; it refuses spaces, so they are escaped for it.
    @Benchmark
    public URI jdk() {
        return URI.create(text.indexOf(' ') < 0 ? text : text.replace(" ", "%20"));
    }
}
