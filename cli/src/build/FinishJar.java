import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Build step, for a start that costs less (docs/decisions/0003-start-up.md): `FinishJar.java JAR FOLDER`.
///
/// Gives stack maps to the classes in a jar that are older than Java 6, and calls them Java 8. picocli is compiled for
/// Java 5, and the JVM keeps no class without stack maps in an AOT cache: each start would parse and verify all of it
/// again. And lays Netty's libraries for this machine into a folder, or each start would unpack them from the jar.
void main(String[] arguments) throws IOException {
    var jar = URI.create("jar:" + Path.of(arguments[0]).toUri());
    // Entries keep their times, and the jar stays the same bytes for the same sources.
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("compressionMethod", "DEFLATED"))) {
        Path root = files.getPath("/");
        giveStackMaps(root);
        unpackLibraries(root.resolve("META-INF/native"), Path.of(arguments[1]));
    }
}

void unpackLibraries(Path packed, Path folder) throws IOException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    Files.createDirectories(folder);
    for (Path library : inside(packed, "_" + machine + ".so")) {
        Files.copy(library, folder.resolve(library.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
    }
}

List<Path> inside(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
        return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
}

void giveStackMaps(Path root) throws IOException {
    var compiler =
            ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy(root)));
    for (Path file : inside(root, ".class")) {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes[6] == 0 && bytes[7] < ClassFile.JAVA_6_VERSION) {
            FileTime time = Files.getLastModifiedTime(file);
            Files.write(file, modernised(compiler, bytes));
            Files.setLastModifiedTime(file, time);
        }
    }
}

byte[] modernised(ClassFile compiler, byte[] old) {
    return compiler.transformClass(compiler.parse(old), (builder, element) -> {
        switch (element) {
            case ClassFileVersion _ -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            case MethodModel method ->
                builder.transformMethod(method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
            default -> builder.with(element);
        }
    });
}

/// Who extends whom, from the jar itself, else from the JDK.
ClassHierarchyResolver hierarchy(Path root) {
    return ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> open(root, type))
            .orElse(ClassHierarchyResolver.defaultResolver());
}

InputStream open(Path root, ClassDesc type) {
    String descriptor = type.descriptorString();
    Path file = root.resolve(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
        return Files.exists(file) ? Files.newInputStream(file) : null;
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}
