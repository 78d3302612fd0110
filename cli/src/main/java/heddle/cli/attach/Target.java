package heddle.cli.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A JVM that is asked what its loops are at.
///
/// The JDK's attach mechanism carries an [Agent] there, a jar of one class that is made for each question and is gone
/// afterwards. Why an agent: `docs/decisions/0008-looking-in-by-an-agent.md`.
public final class Target {
    private static final String JAR = "heddle-agent.jar";
    private static final String ANSWER = "answer";
    /// For the answer itself, once the JVM has let us in.
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final long pid;

    /// The JVM of that process; whether there is one shows when it is asked.
    public Target(long pid) {
        this.pid = pid;
    }

    /// Asks, and waits for the answer for so long at most. The words of a request are those of
    /// [heddle.async.inspect.Attached].
    public String ask(String request, Duration limit) throws AttachException, InterruptedException, IOException {
        check();
        // Else the JDK goes on for ten seconds, and a process that ends before that leaves its file behind.
        System.setProperty("sun.tools.attach.attachTimeout", Long.toString(limit.toMillis()));
        Path folder = Files.createTempDirectory("heddle-attach");
        var asking = new FutureTask<>(() -> attach(folder, request));
        Thread.ofPlatform().daemon().name("heddle-attach").start(asking);
        try {
            return asking.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unanswered();
        } catch (ExecutionException e) {
            throw explained(Objects.requireNonNull(e.getCause()));
        } finally {
            Files.deleteIfExists(folder.resolve(ANSWER));
            Files.deleteIfExists(folder.resolve(JAR));
            Files.deleteIfExists(folder);
        }
    }

    private AttachException unanswered() {
        return new AttachException("process " + pid + " has not answered in time: it is stopped, or starved of CPU;"
                + " allow more by --timeout");
    }

    /// Refuses what never can be attached to, before anything is sent there.
    private void check() throws AttachException {
        if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
            throw new AttachException("this Java has no module jdk.attach; run heddle by a JDK, not a JRE");
        }
        var process = ProcessHandle.of(pid)
                .orElseThrow(() ->
                        new AttachException("there is no process " + pid + "; 'jps' lists the Java programs that run"));
        if (process.equals(ProcessHandle.current())) {
            throw new AttachException("process " + pid + " is this command itself");
        }
        Optional<String> me = ProcessHandle.current().info().user();
        Optional<String> owner = process.info().user();
        if (me.isPresent() && owner.isPresent() && !me.equals(owner)) {
            throw new AttachException(
                    "process " + pid + " belongs to " + owner.get() + "; only that user may look into it");
        }
    }

    private String attach(Path folder, String request) throws Exception {
        Path jar = folder.resolve(JAR);
        Path answer = folder.resolve(ANSWER);
        writeAgent(jar);
        var machine = VirtualMachine.attach(Long.toString(pid));
        try {
            machine.loadAgent(jar.toString(), answer + "\n" + request);
        } finally {
            machine.detach();
        }
        return read(answer);
    }

    private String read(Path answer) throws AttachException, IOException {
        var text = Files.exists(answer) ? Files.readString(answer) : "";
        if (text.isEmpty()) {
            throw new AttachException("process " + pid + " is a JVM that has opened no loop of Heddle's");
        }
        return text;
    }

    private static void writeAgent(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", Agent.class.getName());
        String entry = Agent.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = Agent.class.getResourceAsStream("Agent.class")) {
            if (code == null) {
                throw new IOException("the class of the agent is missing from this Heddle");
            }
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
            out.closeEntry();
        }
    }

    private static boolean saysSilent(AttachNotSupportedException failure) {
        return failure.getMessage() != null && failure.getMessage().contains("doesn't respond");
    }

    private AttachException explained(Throwable failure) {
        return switch (failure) {
            case AttachException e -> e;
            case AttachNotSupportedException e when saysSilent(e) -> unanswered();
            case AttachNotSupportedException _ ->
                new AttachException("process " + pid + " is no JVM, or one that lets nobody look in"
                        + " (-XX:+DisableAttachMechanism), or has only just started");
            case AgentLoadException e ->
                new AttachException("process " + pid + " loads no agent: start it with"
                        + " -XX:+EnableDynamicAgentLoading (" + e.getMessage() + ")");
            case AgentInitializationException e ->
                new AttachException(
                        "process " + pid + " could not answer; its standard error says why (" + e.getMessage() + ")");
            default -> new AttachException("process " + pid + " cannot be looked into: " + failure);
        };
    }
}
