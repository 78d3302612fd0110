package heddle.async.loop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only reflection in the house: virtual threads whose scheduler is ours.
///
/// `java.lang.ThreadBuilders$VirtualThreadBuilder` has a package-private constructor that takes the scheduler (JDK
/// 25, "invoked by tests"). It can be reached when `java.lang` is opened to this module, by `--add-opens` or by the
/// manifest's `Add-Opens`. When it is not, [#isPresent()] is false and that is said once in the log.
final class Opening {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);

    private record Handles(MethodHandle builder, MethodHandle currentCarrier, Executor defaultScheduler) {}

    private static final @Nullable Handles HANDLES = find();
    private static final @Nullable MethodHandle BUILDER = HANDLES == null ? null : HANDLES.builder();
    private static final @Nullable MethodHandle CURRENT_CARRIER = HANDLES == null ? null : HANDLES.currentCarrier();

    private Opening() {}

    /// Whether virtual threads can be given a scheduler in this JVM.
    static boolean isPresent() {
        return HANDLES != null;
    }

    /// What to start Java with so that they can.
    static String flag() {
        var module = Opening.class.getModule();
        return "--add-opens java.base/java.lang=" + (module.isNamed() ? module.getName() : "ALL-UNNAMED");
    }

    /// A builder of virtual threads that `scheduler` runs. Each of their continuations is one and the same object
    /// for the whole life of its thread.
    static Thread.Builder.OfVirtual builder(Executor scheduler) {
        try {
            return (Thread.Builder.OfVirtual) present(BUILDER).invokeExact(scheduler);
        } catch (Throwable e) {
            throw new LinkageError("the scheduler of a virtual thread cannot be set", e);
        }
    }

    /// The platform thread that carries the current thread, or the current thread if it is a platform thread.
    static Thread currentCarrier() {
        try {
            return (Thread) present(CURRENT_CARRIER).invokeExact();
        } catch (Throwable e) {
            throw new LinkageError("the carrier of the current thread cannot be read", e);
        }
    }

    /// The scheduler of ordinary virtual threads, for continuations that outlive their loop.
    static Executor defaultScheduler() {
        return present(HANDLES).defaultScheduler();
    }

    private static <T> T present(@Nullable T handle) {
        if (handle == null) {
            throw new IllegalStateException("java.lang is not opened; ask isPresent() first");
        }
        return handle;
    }

    private static @Nullable Handles find() {
        try {
            var threads = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
            var builderType = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
            var builder = threads.findConstructor(builderType, MethodType.methodType(void.class, Executor.class))
                    .asType(MethodType.methodType(Thread.Builder.OfVirtual.class, Executor.class));
            var currentCarrier =
                    threads.findStatic(Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
            var defaultScheduler = (Executor) threads.findStatic(
                            Class.forName("java.lang.VirtualThread"),
                            "defaultScheduler",
                            MethodType.methodType(Executor.class))
                    .invokeExact();
            // Throws where the VM has no continuations. Exactly, so that the JVM need spin no code for it.
            var _ = (Thread.Builder.OfVirtual) builder.invokeExact(defaultScheduler);
            return new Handles(builder, currentCarrier, defaultScheduler);
        } catch (Throwable e) {
            log.warn(
                    "Heddle runs its coroutines on ordinary virtual threads: all is right, but slower."
                            + " To give each loop a scheduler of its own, start Java with"
                            + " {}. (The reason: {})",
                    flag(),
                    e.toString());
            return null;
        }
    }
}
