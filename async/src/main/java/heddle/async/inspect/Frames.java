package heddle.async.inspect;

import java.util.List;

/// What the stack of a parked coroutine says: frames of the user's, below them the call that waits, below that the
/// machinery.
final class Frames {
    private static final List<String> MACHINERY = List.of("java.", "jdk.", "sun.", "heddle.async.");

    private Frames() {}

    /// The innermost frame that is neither the JDK's nor the runtime's, alone; empty if there is none.
    static List<StackTraceElement> place(List<StackTraceElement> frames) {
        int index = users(frames);
        return index < 0 ? List.of() : List.of(frames.get(index));
    }

    /// The call of that frame's that parked, as `Async.sleep`; empty if nothing tells.
    static String call(List<StackTraceElement> frames) {
        int index = users(frames);
        if (index <= 0) {
            return "";
        }
        var frame = frames.get(index - 1);
        var type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }

    private static int users(List<StackTraceElement> frames) {
        for (int i = 0; i < frames.size(); i++) {
            var type = frames.get(i).getClassName();
            if (MACHINERY.stream().noneMatch(type::startsWith)) {
                return i;
            }
        }
        return -1;
    }
}
