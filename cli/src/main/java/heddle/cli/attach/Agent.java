package heddle.cli.attach;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What [Target] sends into the other JVM: it runs there once, on the thread of the attach mechanism, has the
/// runtime there answer, and writes the answer to a file.
///
/// It is one class that needs no other, since it goes alone; and it asks by name, since the runtime may be in a
/// class loader of its own, or in several.
public final class Agent {
    private static final String ANSWERS = "heddle.async.inspect.Attached";
    /// Loaded wherever a loop was ever opened.
    private static final String LOOP = "heddle.async.loop.Loop";

    private Agent() {}

    /// `argument` is the path of the file, a line feed, and the request. Called by the JVM.
    public static void agentmain(String argument, Instrumentation instrumentation) throws Exception {
        int end = argument.indexOf('\n');
        var answer = new StringBuilder();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.getName().equals(LOOP)) {
                Class<?> answers = Class.forName(ANSWERS, true, loaded.getClassLoader());
                Method reply = answers.getMethod("reply", String.class);
                answer.append(reply.invoke(null, argument.substring(end + 1)));
            }
        }
        Path file = Path.of(argument.substring(0, end));
        Files.write(file, answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
