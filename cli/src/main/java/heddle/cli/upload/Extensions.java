package heddle.cli.upload;

import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/// Parts of Heddle that not everybody wants, each in a jar that stands beside the command's own. What is on the class
/// path already needs no jar.
final class Extensions {
    private Extensions() {}

    /// What the jar of an extension is called.
    static String jar(String name) {
        return "heddle-" + name + ".jar";
    }

    /// Sees the classes of this one, if it is there, and Heddle's own.
    static ClassLoader loader(String name) {
        ClassLoader own = Extensions.class.getClassLoader();
        return beside().map(folder -> folder.resolve(jar(name)))
                .filter(Files::isReadable)
                .<ClassLoader>map(jar -> new URLClassLoader("heddle-" + name, new URL[] {url(jar)}, own))
                .orElse(own);
    }

    /// The folder of the command's jar.
    private static Optional<Path> beside() {
        CodeSource source = Extensions.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            URI location = source.getLocation().toURI();
            return Optional.ofNullable(Path.of(location).getParent());
        } catch (URISyntaxException | IllegalArgumentException notAFile) {
            return Optional.empty();
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
