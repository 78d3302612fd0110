package heddle.fetch;

import heddle.async.task.CancelledException;
import heddle.fetch.StrategyRun.ErrorKind;
import heddle.fetch.StrategyRun.Span;
import heddle.fetch.exchange.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Records one run of a strategy. Each exchange writes to the slots of its own index only, from whatever thread
/// does it; [#finish] reads them when all have ended.
final class RunRecorder {
    private static final long NEVER = -1;

    private final String name;
    private final List<String> urls;
    private final StrategyListener listener;
    private final long originNanos = System.nanoTime();
    private final @Nullable Slot[] slots;

    RunRecorder(String name, List<String> urls, StrategyListener listener) {
        this.name = name;
        this.urls = urls;
        this.listener = listener;
        slots = new Slot[urls.size()];
    }

    /// Does one exchange and records it. Never throws for what went wrong with it, cancellation excepted.
    void exchange(int index, Exchange exchange) {
        String url = urls.get(index);
        Slot slot = new Slot(sinceStart());
        slots[index] = slot;
        listener.started(index, url);
        try {
            slot.bytes = exchange.read(url);
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (InterruptedException interrupted) {
            slot.failure = interrupted;
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            slot.failure = e;
        }
        slot.endNanos = sinceStart();
        listener.completed(index, url, slot.failure == null);
    }

    /// The record of all exchanges that have ended.
    StrategyRun finish() {
        long wallNanos = sinceStart();
        List<Span> spans = new ArrayList<>();
        Map<String, ErrorKind> errors = new LinkedHashMap<>();
        long bytes = 0;
        long failed = 0;
        for (int index = 0; index < slots.length; index++) {
            Slot slot = slots[index];
            if (slot == null || slot.endNanos == NEVER) {
                continue;
            }
            Exception failure = slot.failure;
            Optional<String> reason = Optional.ofNullable(failure).map(Failures::message);
            spans.add(new Span(index, slot.startNanos, slot.endNanos, reason));
            bytes += slot.bytes;
            if (failure != null) {
                failed++;
                ErrorKind error = new ErrorKind(Failures.kind(failure), 1, Failures.message(failure));
                errors.merge(
                        error.kind(),
                        error,
                        (first, next) -> new ErrorKind(first.kind(), first.count() + 1, first.example()));
            }
        }
        List<ErrorKind> commonestFirst = errors.values().stream()
                .sorted(Comparator.comparingLong(ErrorKind::count).reversed())
                .toList();
        return new StrategyRun(
                name, Duration.ofNanos(wallNanos), spans, spans.size() - failed, failed, bytes, commonestFirst);
    }

    private long sinceStart() {
        return System.nanoTime() - originNanos;
    }

    /// Asks for a URL, reads the body to its end and says how many bytes it had.
    @FunctionalInterface
    interface Exchange {
        long read(String url) throws Exception;
    }

    private static final class Slot {
        final long startNanos;
        long endNanos = NEVER;
        long bytes;

        @Nullable Exception failure;

        Slot(long startNanos) {
            this.startNanos = startNanos;
        }
    }
}
