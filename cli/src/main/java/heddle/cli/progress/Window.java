package heddle.cli.progress;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The window of the terminal on standard error, asked for its size by ioctl(2) each time, so that no signal has to
/// be listened to when it changes. Where that cannot be asked, it has the usual size.
final class Window implements Supplier<WindowSize> {
    private static final int STANDARD_ERROR = 2;
    private static final long LINUX_TIOCGWINSZ = 0x5413;
    private static final long MAC_TIOCGWINSZ = 0x40087468;
    private static final long STRUCT_BYTES = 8;

    private final Optional<MethodHandle> ioctl = link();

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> link() {
        if (!Window.class.getModule().isNativeAccessEnabled() || request() == 0) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        var signature = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
        return linker.defaultLookup()
                .find("ioctl")
                .map(function -> linker.downcallHandle(function, signature, Linker.Option.firstVariadicArg(2)));
    }

    private static long request() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("linux")) {
            return LINUX_TIOCGWINSZ;
        }
        return system.contains("mac") ? MAC_TIOCGWINSZ : 0;
    }

    @Override
    public WindowSize get() {
        return ioctl.flatMap(Window::ask).orElse(WindowSize.USUAL);
    }

    private static Optional<WindowSize> ask(MethodHandle ioctl) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(STRUCT_BYTES, Short.BYTES);
            int result = (int) ioctl.invokeExact(STANDARD_ERROR, request(), size);
            int rows = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 0));
            int columns = Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, Short.BYTES));
            return result == 0 && rows > 0 && columns > 0
                    ? Optional.of(new WindowSize(columns, rows))
                    : Optional.empty();
        } catch (Throwable impossible) {
            throw new IllegalStateException("ioctl(TIOCGWINSZ) cannot be called", impossible);
        }
    }
}
