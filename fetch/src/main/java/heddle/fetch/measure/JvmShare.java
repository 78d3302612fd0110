package heddle.fetch.measure;

/// What of a measurement the JVM itself accounts for, whatever the program does in it. Context switches are those
/// of threads that lived to the end of the measurement, voluntary and involuntary.
///
/// @param compilerSwitches  of the threads of the JIT compilers
/// @param collectorSwitches of the collector's threads, and of the VM thread, which does its work at safepoints
/// @param serviceSwitches   of the JVM's other threads: timer, signals, references
/// @param heapBytes         by which the memory committed for the heap grew
/// @param codeBytes         by which that for compiled code and classes grew
public record JvmShare(
        long compilerSwitches, long collectorSwitches, long serviceSwitches, long heapBytes, long codeBytes) {
    /// All switches of the JVM's own threads.
    public long switches() {
        return compilerSwitches + collectorSwitches + serviceSwitches;
    }

    /// What was added since an earlier count; never less than nothing, for a compiler's thread may end.
    JvmShare since(JvmShare before) {
        return new JvmShare(
                Math.max(0, compilerSwitches - before.compilerSwitches),
                Math.max(0, collectorSwitches - before.collectorSwitches),
                Math.max(0, serviceSwitches - before.serviceSwitches),
                Math.max(0, heapBytes - before.heapBytes),
                Math.max(0, codeBytes - before.codeBytes));
    }
}
