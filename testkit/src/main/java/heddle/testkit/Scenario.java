package heddle.testkit;

/// What a simulation runs: a task on the host `main`.
@FunctionalInterface
public interface Scenario {
    /// Runs to its end; whatever it throws fails the simulation.
    void run(Simulation simulation) throws Exception;
}
