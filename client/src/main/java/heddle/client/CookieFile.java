package heddle.client;

import heddle.http.cookie.CookieJar;
import heddle.http.cookie.NetscapeFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Cookies in a file, the `cookies.txt` that curl and wget read and write; see [NetscapeFormat].
///
/// These calls read and write on the calling thread: before a run or after it, or in `Async.toThread`.
public final class CookieFile {
    private CookieFile() {}

    /// Adds the cookies of a file to a jar; those that have ended, or that the jar would not take from a server,
    /// are left out.
    ///
    /// Throws [IOException] when the file cannot be read, or has a line that is no cookie, which the message names.
    public static void load(Path file, CookieJar jar) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        try {
            NetscapeFormat.read(text).forEach(jar::add);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    /// Writes all cookies of a jar, those of the session included, in place of what the file held: whole or not at
    /// all, and for its owner's eyes alone where files have owners. What is no regular file is written as it is.
    public static void save(Path file, CookieJar jar) throws IOException {
        byte[] text = NetscapeFormat.write(jar.cookies()).getBytes(StandardCharsets.ISO_8859_1);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.write(file, text);
            return;
        }
        Path whole = file.toAbsolutePath();
        Path part = Files.createTempFile(whole.getParent(), whole.getFileName().toString(), ".part");
        try {
            Files.write(part, text);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
