package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.runtime.StudyRuntime;
import dev.regatta.coordinator.study.StudyDecider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs schedules, and shortens the one that fails. For one thread. */
public final class Schedules implements AutoCloseable {
    private final StudyRuntime.Decider decider;
    private final ExecutorService threads = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "simulated");
        thread.setDaemon(true);
        return thread;
    });

    /** Schedules of the system as it is. */
    public Schedules() {
        this(StudyDecider::decide);
    }

    /** Schedules of a system that decides otherwise. */
    public Schedules(StudyRuntime.Decider decider) {
        this.decider = decider;
    }

    public Outcome run(Plan plan) {
        return Simulation.run(plan, decider, threads);
    }

    /** The first schedule of the seeds {@code from} to {@code to}, exclusive, that breaks a rule, shortened. */
    public Optional<Outcome> firstFailure(long from, long to) {
        for (long seed = from; seed < to; seed++) {
            Outcome outcome = run(Plan.of(seed));
            if (outcome.violation().isPresent()) {
                return Optional.of(shortened(outcome));
            }
        }
        return Optional.empty();
    }

    /**
     * Leaves out as many faults as it can while some rule is still broken: halves first, then less and less, as in delta
     * debugging (Zeller and Hildebrandt, 2002).
     */
    public Outcome shortened(Outcome failed) {
        Outcome shortest = failed;
        int piece = Math.max(1, failed.plan().faults().size() / 2);
        while (piece >= 1) {
            Optional<Outcome> shorter = withoutPiece(shortest, piece);
            if (shorter.isPresent()) {
                shortest = shorter.get();
            } else {
                piece /= 2;
            }
        }
        return shortest;
    }

    private Optional<Outcome> withoutPiece(Outcome failed, int piece) {
        List<Fault> faults = failed.plan().faults();
        for (int from = 0; from < faults.size(); from += piece) {
            List<Fault> fewer = new ArrayList<>(faults);
            fewer.subList(from, Math.min(faults.size(), from + piece)).clear();
            Outcome outcome = run(failed.plan().with(fewer));
            if (outcome.violation().isPresent()) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
