package heddle.net.local;

import heddle.net.ListenException;
import heddle.net.ListenFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The file that a Unix domain socket goes by, unix(7).
public final class SocketFile {
    private static final int FILE_TYPE = 0xF000;
    private static final int SOCKET = 0xC000;
    /// `sun_path` without its zero at the end.
    private static final int PATH_BYTES_MAX = isLinux() ? 107 : 103;

    private SocketFile() {}

    /// Removes the file if it is a socket that nobody listens on.
    public static void removeIfStale(Path file) throws IOException {
        if (state(file) == State.STALE) {
            Files.deleteIfExists(file);
        }
    }

    /// What is wrong with the path itself.
    public static Optional<String> complaint(Path file) {
        int length = file.toString().getBytes(StandardCharsets.UTF_8).length;
        return length <= PATH_BYTES_MAX
                ? Optional.empty()
                : Optional.of("its path has %d bytes, and a socket's may have %d".formatted(length, PATH_BYTES_MAX));
    }

    /// Throws if nobody can listen on `file`. To be asked first: the native transports of Netty (4.2.18) remove
    /// whatever file is in their way.
    public static void requireFree(Path file) throws ListenException {
        var complaint = complaint(file);
        if (complaint.isPresent()) {
            throw failure(ListenFailure.PATH_TOO_LONG, file, complaint.get());
        }
        switch (state(file)) {
            case STALE ->
                throw failure(
                        ListenFailure.STALE_SOCKET_FILE,
                        file,
                        "a process that is gone has left that socket file behind");
            case ALIVE -> throw failure(ListenFailure.ADDRESS_IN_USE, file, "somebody listens there already");
            case NO_SOCKET ->
                throw failure(ListenFailure.FILE_IN_THE_WAY, file, "there is a file of that name that is no socket");
            case NO_FILE -> requireFolder(file);
        }
    }

    private static void requireFolder(Path file) throws ListenException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw failure(ListenFailure.NO_SUCH_FOLDER, file, "the folder %s does not exist".formatted(folder));
        }
    }

    private static ListenException failure(ListenFailure failure, Path file, String reason) {
        return new ListenException(failure, file.toString(), reason, null);
    }

    private enum State {
        NO_FILE,
        NO_SOCKET,
        STALE,
        ALIVE
    }

    private static State state(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return State.NO_FILE;
        }
        if (!isSocket(file)) {
            return State.NO_SOCKET;
        }
        try (var probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            var _ = probe.connect(UnixDomainSocketAddress.of(file));
            return State.ALIVE;
        } catch (ConnectException refused) {
            return State.STALE;
        } catch (IOException busyOrNotPermitted) {
            return State.ALIVE;
        }
    }

    private static boolean isSocket(Path file) {
        try {
            int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return (mode & FILE_TYPE) == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notUnix) {
            return Files.isReadable(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }
}
