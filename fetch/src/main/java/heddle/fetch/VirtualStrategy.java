package heddle.fetch;

import heddle.async.time.Seconds;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A virtual thread for each URL, over one of the JDK's `HttpClient`s; so many at once.
final class VirtualStrategy implements Strategy {
    @Override
    public String name() {
        return "virtual";
    }

    @Override
    public StrategyRun run(List<String> urls, StrategyOptions options, StrategyListener listener) {
        RunRecorder recorder = new RunRecorder(name(), urls, listener);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = client(options, threads)) {
            startAll(urls.size(), recorder, threads, new Calls(client, options));
        }
        return recorder.finish();
    }

    @Override
    public Map<String, String> systemProperties(StrategyOptions options) {
        return Map.of();
    }

    /// Starts a thread for each URL as earlier ones end, and waits for all. An interrupt is left pending, so that
    /// closing the pool cuts short what still runs.
    private static void startAll(int count, RunRecorder recorder, ExecutorService threads, Calls calls) {
        int limit = calls.options.concurrency();
        Semaphore free = new Semaphore(limit);
        try {
            for (int i = 0; i < count; i++) {
                int index = i;
                free.acquire();
                threads.execute(() -> {
                    try {
                        recorder.exchange(index, calls::read);
                    } finally {
                        free.release();
                    }
                });
            }
            free.acquire(limit);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// The client's own work is done on virtual threads, too, which suits it better than the pool it would make.
    private static HttpClient client(StrategyOptions options, ExecutorService threads) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.connectTimeout())
                .sslContext(TrustEveryone.context(options.insecure()))
                .executor(threads)
                .build();
    }

    /// Exchanges that wait on the thread they are made on.
    private record Calls(HttpClient client, StrategyOptions options) {
        long read(String url) throws Exception {
            long deadlineNanos = System.nanoTime() + options.totalTimeout().toNanos();
            RedirectChain chain = new RedirectChain(url, options.redirectsMax());
            while (true) {
                HttpRequest request = HttpRequest.newBuilder(chain.target())
                        .header("Accept", "*/*")
                        .header("Accept-Encoding", "identity")
                        .header("User-Agent", BlockingCalls.USER_AGENT)
                        .build();
                HttpResponse<Long> response = await(request, deadlineNanos);
                Optional<String> location = response.headers().firstValue("Location");
                if (!chain.follow(response.statusCode(), location)) {
                    return response.body();
                }
            }
        }

        /// The client's own limit for a request ends with the head of the response; this one counts the body, too.
        private HttpResponse<Long> await(HttpRequest request, long deadlineNanos) throws Exception {
            CompletableFuture<HttpResponse<Long>> pending = client.sendAsync(request, _ -> new CountingBody());
            try {
                return pending.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                pending.cancel(true);
                throw new TimeoutException("no complete response within " + Seconds.text(options.totalTimeout()));
            } catch (InterruptedException stopped) {
                pending.cancel(true);
                throw stopped;
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException failure ? failure : e;
            }
        }
    }
}
