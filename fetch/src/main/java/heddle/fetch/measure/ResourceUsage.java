package heddle.fetch.measure;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What getrusage(2) counts for the whole process, threads that have ended included.
///
/// Called through the foreign function interface, on 64-bit Linux and only where the JVM was started with native
/// access for this module (Heddle's own jar is), so that nobody gets a warning for a number.
///
/// @param cpu         user and system time
/// @param voluntary   context switches because a thread had to wait
/// @param involuntary context switches because a thread was made to give way
record ResourceUsage(Duration cpu, long voluntary, long involuntary) {
    private static final int SELF = 0;
    private static final long STRUCT_BYTES = 144;
    private static final long USER_SECONDS = 0;
    private static final long USER_MICROS = 8;
    private static final long SYSTEM_SECONDS = 16;
    private static final long SYSTEM_MICROS = 24;
    private static final long VOLUNTARY = 128;
    private static final long INVOLUNTARY = 136;

    private static final Optional<MethodHandle> GETRUSAGE = link();

    /// The counts so far; empty where they cannot be had.
    static Optional<ResourceUsage> now() {
        return GETRUSAGE.flatMap(ResourceUsage::call);
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> link() {
        boolean isKnownLayout =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                        && ValueLayout.ADDRESS.byteSize() == Long.BYTES;
        if (!isKnownLayout || !ResourceUsage.class.getModule().isNativeAccessEnabled()) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        AddressLayout pointer = ValueLayout.ADDRESS;
        return linker.defaultLookup()
                .find("getrusage")
                .map(function -> linker.downcallHandle(
                        function, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, pointer)));
    }

    private static Optional<ResourceUsage> call(MethodHandle getrusage) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(STRUCT_BYTES, Long.BYTES);
            int result = (int) getrusage.invokeExact(SELF, usage);
            return result == 0 ? Optional.of(read(usage)) : Optional.empty();
        } catch (Throwable impossible) {
            throw new IllegalStateException("getrusage(RUSAGE_SELF) cannot be called", impossible);
        }
    }

    private static ResourceUsage read(MemorySegment usage) {
        Duration user = Duration.ofSeconds(at(usage, USER_SECONDS)).plusNanos(1_000 * at(usage, USER_MICROS));
        Duration system = Duration.ofSeconds(at(usage, SYSTEM_SECONDS)).plusNanos(1_000 * at(usage, SYSTEM_MICROS));
        return new ResourceUsage(user.plus(system), at(usage, VOLUNTARY), at(usage, INVOLUNTARY));
    }

    private static long at(MemorySegment usage, long offset) {
        return usage.get(ValueLayout.JAVA_LONG, offset);
    }
}
