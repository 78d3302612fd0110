package heddle.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a user of the published modules can name: the public and protected members of every package exported to
/// everyone.
final class PublicSurface {
    private static final List<String> MODULES =
            List.of("url", "http", "async", "net", "websocket", "client", "server", "testkit", "fetch", "cli");
    private static final Set<String> RECORD_NOISE = Set.of("equals", "hashCode", "toString");

    private PublicSurface() {}

    static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String module : MODULES) {
            for (String exported : exportedPackages(module)) {
                for (Class<?> type : publicTypes(classes(module), exported)) {
                    describe(type, lines);
                }
            }
        }
        return lines;
    }

    /// The packages that a module exports to everyone, in order.
    static Set<String> exportedPackages(String module) {
        try (InputStream bytes = Files.newInputStream(classes(module).resolve("module-info.class"))) {
            return ModuleDescriptor.read(bytes).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path classes(String module) {
        return Checkout.ROOT.resolve(module).resolve("target/classes");
    }

    private static List<Class<?>> publicTypes(Path classes, String packageName) throws IOException {
        try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .sorted()
                    .<Class<?>>map(
                            name -> load(packageName + "." + name.substring(0, name.length() - ".class".length())))
                    .filter(PublicSurface::isVisible)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicSurface.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(name + " is compiled but cannot be loaded", missing);
        }
    }

    private static boolean isVisible(Class<?> type) {
        return !type.isSynthetic()
                && isVisible(type.getModifiers())
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static void describe(Class<?> type, List<String> lines) {
        lines.add(type.toGenericString());
        List<String> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
                members.add("    " + field.toGenericString());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
                members.add("    " + constructor.toGenericString());
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers()) && !method.isSynthetic() && !isNoise(type, method)) {
                members.add("    " + method.toGenericString());
            }
        }
        members.stream().sorted().forEach(lines::add);
    }

    private static boolean isNoise(Class<?> type, Method method) {
        return (type.isRecord() && RECORD_NOISE.contains(method.getName()))
                || (type.isEnum()
                        && (method.getName().equals("values")
                                || method.getName().equals("valueOf")));
    }
}
