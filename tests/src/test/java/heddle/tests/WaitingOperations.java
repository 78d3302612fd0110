package heddle.tests;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The public operations of the runtime and of its streams that can make their caller wait, found in the bytecode:
/// those that call, through whatever else of these modules, what parks a thread, or code that a user has handed in.
///
/// What is handed on in a lambda is somebody else's to wait for; a reference to a method of these modules is
/// taken for a call of it, as in `groups.forEach(Group::join)`. Calls of an overridden method are taken for
/// calls of each that overrides it. So a method may be here that never waits, but none is left out.
final class WaitingOperations {
    private static final List<String> MODULES = List.of("async", "net");

    private static final Set<String> PARKS = Set.of(
            "java.util.concurrent.locks.LockSupport.park",
            "java.util.concurrent.locks.LockSupport.parkNanos",
            "java.util.concurrent.locks.LockSupport.parkUntil",
            "java.util.concurrent.locks.Condition.await",
            "java.util.concurrent.locks.Condition.awaitNanos",
            "java.util.concurrent.locks.Condition.awaitUninterruptibly",
            "java.util.concurrent.locks.Condition.awaitUntil",
            "java.util.concurrent.BlockingQueue.put",
            "java.util.concurrent.BlockingQueue.take",
            "java.util.concurrent.CompletableFuture.join",
            "java.util.concurrent.CountDownLatch.await",
            "java.util.concurrent.Future.get",
            "java.util.concurrent.Semaphore.acquire",
            "java.util.concurrent.Semaphore.acquireUninterruptibly",
            "java.lang.Object.wait",
            "java.lang.Process.waitFor",
            "java.lang.Thread.join",
            "java.lang.Thread.sleep");

    /// These wait if they are given a time for it.
    private static final Set<String> PARKS_FOR_A_TIME = Set.of(
            "java.util.concurrent.BlockingQueue.offer",
            "java.util.concurrent.BlockingQueue.poll",
            "java.util.concurrent.ExecutorService.awaitTermination",
            "java.util.concurrent.Semaphore.tryAcquire",
            "java.util.concurrent.locks.Lock.tryLock");

    private static final Set<String> RUNS_WHAT_IS_HANDED_IN = Set.of(
            "heddle.async.task.Action.run",
            "heddle.async.task.Body.call",
            "heddle.async.task.Visit.accept",
            "heddle.async.task.Work.apply");

    private final JavaClasses classes = new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
            .importPackages(MODULES.stream().map("heddle."::concat).toArray(String[]::new));

    /// Their names, an iterator's for what can be iterated.
    SortedSet<String> names() {
        var waiting = waiting(classes);
        var exported = MODULES.stream()
                .flatMap(module -> PublicSurface.exportedPackages(module).stream())
                .collect(Collectors.toSet());
        return classes.stream()
                .filter(type -> exported.contains(type.getPackageName()))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) || isIterator(type))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(waiting::contains)
                .map(WaitingOperations::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isIterator(JavaClass type) {
        return type.isAssignableTo(Iterator.class);
    }

    private static String name(JavaMethod method) {
        var type = method.getOwner();
        return isIterator(type)
                ? type.getName().substring(0, type.getName().indexOf('$')) + ".iterator"
                : type.getName() + "." + method.getName();
    }

    /// All that waits: first what does so by itself, then, round by round, who calls what is known to.
    private static Set<JavaMethod> waiting(JavaClasses classes) {
        var callees = new HashMap<JavaMethod, List<JavaMethod>>();
        var waiting = new HashSet<JavaMethod>();
        for (var type : classes) {
            for (var method : type.getMethods()) {
                callees.put(method, callees(method));
                if (calls(method).anyMatch(WaitingOperations::waitsByItself)) {
                    waiting.add(method);
                }
            }
        }
        int before;
        do {
            before = waiting.size();
            callees.forEach((method, called) -> {
                if (called.stream().anyMatch(waiting::contains)) {
                    waiting.add(method);
                }
            });
        } while (waiting.size() > before);
        return waiting;
    }

    /// What it may call; an abstract one, what takes its place.
    private static List<JavaMethod> callees(JavaMethod method) {
        return Stream.concat(calls(method).flatMap(WaitingOperations::targets), overriding(method))
                .toList();
    }

    private static Stream<CodeUnitAccessTarget> calls(JavaMethod method) {
        Stream<CodeUnitAccessTarget> calls = method.getMethodCallsFromSelf().stream()
                .filter(call -> !call.isDeclaredInLambda())
                .map(call -> call.getTarget());
        Stream<CodeUnitAccessTarget> references = method.getMethodReferencesFromSelf().stream()
                .filter(reference -> !reference.isDeclaredInLambda())
                .map(reference -> (CodeUnitAccessTarget) reference.getTarget())
                .filter(target -> target.getOwner().getPackageName().startsWith("heddle."));
        return Stream.concat(calls, references);
    }

    private static boolean waitsByItself(CodeUnitAccessTarget target) {
        return isOneOf(PARKS, target)
                || isOneOf(RUNS_WHAT_IS_HANDED_IN, target)
                || (isOneOf(PARKS_FOR_A_TIME, target) && hasTime(target));
    }

    /// Whether it is one of those, or of a class below theirs.
    private static boolean isOneOf(Set<String> methods, CodeUnitAccessTarget target) {
        return target.getOwner().getAllClassesSelfIsAssignableTo().stream()
                .anyMatch(type -> methods.contains(type.getName() + "." + target.getName()));
    }

    private static boolean hasTime(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(TimeUnit.class));
    }

    private static Stream<JavaMethod> targets(CodeUnitAccessTarget target) {
        var owner = target.getOwner();
        return owner.getPackageName().startsWith("heddle.")
                ? Stream.of(
                                Stream.of(owner),
                                owner.getAllSubclasses().stream(),
                                owner.getAllRawSuperclasses().stream(),
                                owner.getAllRawInterfaces().stream())
                        .flatMap(types -> types)
                        .flatMap(type -> methods(
                                type,
                                target.getName(),
                                target.getRawParameterTypes().size()))
                : Stream.empty();
    }

    private static Stream<JavaMethod> overriding(JavaMethod method) {
        if (!method.getModifiers().contains(JavaModifier.ABSTRACT)) {
            return Stream.empty();
        }
        int parameters = method.getRawParameterTypes().size();
        return method.getOwner().getAllSubclasses().stream()
                .flatMap(type -> methods(type, method.getName(), parameters));
    }

    private static Stream<JavaMethod> methods(JavaClass type, String name, int parameters) {
        return type.getMethods().stream()
                .filter(method -> method.getName().equals(name))
                .filter(method -> method.getRawParameterTypes().size() == parameters);
    }
}
