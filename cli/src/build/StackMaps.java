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
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Build step: gives stack maps to the classes in a jar that are older than Java 6, and calls them Java 8.
///
/// picocli is compiled for Java 5. The JVM keeps no class without stack maps in an AOT cache, so each start would
/// parse and verify all of it again: 80 ms of CPU (docs/decisions/0003-start-up.md).
void main(String[] arguments) throws IOException {
    var jar = URI.create("jar:" + Path.of(arguments[0]).toUri());
    // Entries keep their times, and the jar stays the same bytes for the same sources.
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("compressionMethod", "DEFLATED"))) {
        Path root = files.getPath("/");
        List<Path> classes;
        try (Stream<Path> all = Files.walk(root)) {
            classes = all.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
        var compiler = ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy(root)));
        for (Path file : classes) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes[6] == 0 && bytes[7] < ClassFile.JAVA_6_VERSION) {
                FileTime time = Files.getLastModifiedTime(file);
                Files.write(file, modernised(compiler, bytes));
                Files.setLastModifiedTime(file, time);
            }
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
