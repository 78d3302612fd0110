package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhereTest {
    private static final ScopedValue<String> USER = ScopedValue.newInstance();
    private static final ScopedValue<Integer> DEPTH = ScopedValue.newInstance();

    @Test
    void children_see_the_bindings_of_their_parent() {
        List<String> seen = simulate(() -> Async.where(
                USER,
                "ada",
                () -> Async.where(
                        DEPTH,
                        1,
                        () -> Async.gather(List.of("a", "b"), name -> {
                            Async.yield();
                            return name + " " + USER.get() + " " + DEPTH.get();
                        }))));
        assertThat(seen).containsExactly("a ada 1", "b ada 1");
    }

    @Test
    void a_child_binds_anew_for_itself_and_its_own_children() {
        var trail = new Trail();
        simulate(() -> Async.where(
                DEPTH,
                1,
                () -> TaskGroup.run(outer -> {
                    outer.start(() -> Async.where(
                            DEPTH,
                            2,
                            () -> TaskGroup.run(inner -> {
                                inner.start(() -> trail.add("grandchild " + DEPTH.get()))
                                        .await();
                                trail.add("child " + DEPTH.get());
                            })));
                    Async.sleep(Duration.ofSeconds(1));
                    trail.add("parent " + DEPTH.get());
                })));
        assertThat(trail.events()).containsExactly("grandchild 2", "child 2", "parent 1");
    }

    @Test
    void the_one_who_starts_hands_on_its_bindings_not_the_group() {
        simulate(() -> TaskGroup.run(group -> {
            var outside = group.start(() -> USER.isBound());
            var inside = Async.where(USER, "ada", () -> group.start(() -> USER.orElse("nobody")));
            assertThat(outside.await()).isFalse();
            assertThat(inside.await()).isEqualTo("ada");
            assertThat(USER.isBound()).isFalse();
        }));
    }

    @Test
    void blocking_work_on_a_thread_sees_them_too() {
        String seen = simulate(() -> Async.where(USER, "ada", () -> Async.toThread(() -> USER.get())));
        assertThat(seen).isEqualTo("ada");
    }

    @Test
    void a_plain_binding_is_the_calling_tasks_alone() {
        simulate(() -> ScopedValue.where(USER, "ada")
                .run(() -> TaskGroup.run(group -> {
                    assertThat(USER.get()).isEqualTo("ada");
                    assertThat(group.start(() -> USER.isBound()).await()).isFalse();
                })));
    }
}
