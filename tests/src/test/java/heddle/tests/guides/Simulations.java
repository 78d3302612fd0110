package heddle.tests.guides;

import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.Loops;

/// Whether there can be simulations in this JVM.
final class Simulations {
    private Simulations() {}

    static void assumePossible() {
        try (var loops = Loops.open(1)) {
            assumeThat(loops.statistics().getFirst().isOpened())
                    .as("java.lang is opened, which a simulation needs")
                    .isTrue();
        }
    }
}
