package heddle.fetch.measure;

import heddle.fetch.measure.ProcessUsage.ContextSwitches;
import heddle.fetch.measure.ProcessUsage.Memory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Measures what the whole process uses from [#start] to [#stop], without a thread of its own and without sampling,
/// so that the measuring costs nothing while it goes on. One at a time: starting it resets the process's peaks.
///
/// Processor time and context switches come from getrusage(2) where native access is granted; else processor time
/// from the platform's process table, and context switches are unknown. Peak memory is Linux's `VmHWM`, reset at
/// the start; elsewhere unknown. The peak of threads is the JVM's own count of platform threads.
public final class ProcessMeter {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OptionalLong residentAtStart;
    private final Optional<Duration> cpuAtStart;
    private final Optional<JvmShare> jvmAtStart;
    private final Optional<ResourceUsage> usageAtStart;
    private final long startNanos;

    private ProcessMeter() {
        threads.resetPeakThreadCount();
        ProcStatus.resetPeak();
        jvmAtStart = JvmThreads.now();
        residentAtStart = ProcStatus.residentBytes();
        usageAtStart = ResourceUsage.now();
        cpuAtStart = cpu(usageAtStart);
        startNanos = System.nanoTime();
    }

    /// Starts measuring.
    public static ProcessMeter start() {
        return new ProcessMeter();
    }

    /// What has been used since the start; may be asked again later.
    public ProcessUsage stop() {
        Duration wall = Duration.ofNanos(System.nanoTime() - startNanos);
        Optional<ResourceUsage> usage = ResourceUsage.now();
        return new ProcessUsage(
                wall,
                cpu(usage).flatMap(total -> cpuAtStart.map(total::minus)),
                new Memory(residentAtStart, ProcStatus.peakBytes()),
                threads.getPeakThreadCount(),
                usage.flatMap(now -> usageAtStart.map(then -> switches(then, now))),
                jvmAtStart.flatMap(then -> JvmThreads.now().map(now -> now.since(then))));
    }

    private static Optional<Duration> cpu(Optional<ResourceUsage> usage) {
        return usage.map(ResourceUsage::cpu)
                .or(() -> ProcessHandle.current().info().totalCpuDuration());
    }

    private static ContextSwitches switches(ResourceUsage then, ResourceUsage now) {
        return new ContextSwitches(now.voluntary() - then.voluntary(), now.involuntary() - then.involuntary());
    }
}
