package heddle.http.coding;

import com.github.luben.zstd.util.ZstdVersion;
import java.io.IOException;
import java.lang.module.ModuleReader;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A coding that the JDK has no decoder for: a library in C does it, which may be absent, or lack a build for this
/// machine.
///
/// [#isThere] looks, and loads nothing: a program that is never sent such a body does not pay for it. The library is
/// loaded by the first body in its coding.
final class NativeCoding {
    private static final String ARCH = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    private static final String SYSTEM = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    private static final boolean IS_X86 = ARCH.equals("amd64") || ARCH.equals("x86_64");
    private static final boolean IS_MAC = SYSTEM.startsWith("mac");
    private static final boolean IS_WINDOWS = SYSTEM.startsWith("windows");

    static final NativeCoding BROTLI = new NativeCoding(
            "br",
            "brotli4j and its native build",
            "com.aayushatharva.brotli4j.Brotli4jLoader",
            NativeCoding::brotliBuild);
    static final NativeCoding ZSTD =
            new NativeCoding("zstd", "zstd-jni", "com.github.luben.zstd.ZstdDecompressCtx", NativeCoding::zstdBuild);
    static final List<NativeCoding> ALL = List.of(BROTLI, ZSTD);

    private final String coding;
    private final String library;
    private final String entry;
    private final Supplier<String> build;
    private volatile @Nullable Boolean isThere;

    private NativeCoding(String coding, String library, String entry, Supplier<String> build) {
        this.coding = coding;
        this.library = library;
        this.entry = entry;
        this.build = build;
    }

    /// The name in Content-Encoding.
    String coding() {
        return coding;
    }

    /// What a program needs for it.
    String library() {
        return library;
    }

    /// Whether library and native build are there, and did not fail to load.
    boolean isThere() {
        Boolean known = isThere;
        if (known == null) {
            known = looksThere();
            isThere = known;
        }
        return known;
    }

    /// Says that it cannot be loaded, so that nobody is asked for it any more.
    void failed() {
        isThere = false;
    }

    private boolean looksThere() {
        ClassLoader loader = NativeCoding.class.getClassLoader();
        try {
            Module module = Class.forName(entry, false, loader).getModule();
            return loader.getResource(build.get()) != null || isIn(module, build.get());
        } catch (ClassNotFoundException | LinkageError | IOException absent) {
            return false;
        }
    }

    /// A named module does not show to others what lies in its packages; its jar does.
    private static boolean isIn(Module module, String resource) throws IOException {
        if (!module.isNamed()) {
            return false;
        }
        var resolved = module.getLayer().configuration().findModule(module.getName());
        try (ModuleReader jar = resolved.orElseThrow().reference().open()) {
            return jar.find(resource).isPresent();
        }
    }

    /// Where brotli4j keeps its build for this machine.
    private static String brotliBuild() {
        String system = IS_MAC ? "osx" : IS_WINDOWS ? "windows" : "linux";
        return "lib/%s-%s/%s".formatted(system, IS_X86 ? "x86_64" : ARCH, System.mapLibraryName("brotli"));
    }

    /// Where zstd-jni keeps its build for this machine.
    private static String zstdBuild() {
        String system = IS_MAC ? "darwin" : IS_WINDOWS ? "win" : "linux";
        String arch = IS_X86 ? (IS_MAC ? "x86_64" : "amd64") : ARCH;
        String suffix = IS_MAC ? "dylib" : IS_WINDOWS ? "dll" : "so";
        return "%s/%s/libzstd-jni-%s.%s".formatted(system, arch, ZstdVersion.VERSION, suffix);
    }
}
