package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.runtime.InMemoryEventLog;
import dev.regatta.coordinator.runtime.StudyRuntime;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.StudyId;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** What is there once in a simulation, whoever comes and goes. */
final class World {
    static final StudyId STUDY = new StudyId("simulated");
    static final Duration LEASE = Duration.ofSeconds(15);

    private final VirtualTime time = new VirtualTime();
    private final InMemoryEventLog database = new InMemoryEventLog();
    private final CheckpointShelf checkpoints = new CheckpointShelf();
    private final TrackingServer tracking = new TrackingServer();
    private final Witness witness = new Witness(database, this::hasCheckpoints);
    private final Executor threads;
    private final StudyRuntime.Decider decider;
    private final Weather weather;
    private final Broker broker;
    private final User user;

    World(Plan plan, StudyRuntime.Decider decider, Executor threads) {
        this.decider = decider;
        this.threads = threads;
        weather = new Weather(time, plan);
        broker = new Broker(time, weather);
        user = new User(this);
    }

    private boolean hasCheckpoints(StudyState study) {
        return study.trials().stream()
                .filter(trial -> trial.state().isActive() || trial.state() == TrialState.PAUSED)
                .flatMap(trial -> trial.checkpoints().stream())
                .allMatch(checkpoints::has);
    }

    VirtualTime time() {
        return time;
    }

    InMemoryEventLog database() {
        return database;
    }

    CheckpointShelf checkpoints() {
        return checkpoints;
    }

    TrackingServer tracking() {
        return tracking;
    }

    Witness witness() {
        return witness;
    }

    Executor threads() {
        return threads;
    }

    StudyRuntime.Decider decider() {
        return decider;
    }

    Weather weather() {
        return weather;
    }

    Broker broker() {
        return broker;
    }

    User user() {
        return user;
    }

    Link link(BooleanSupplier blocked) {
        return new Link(time, weather, blocked, weather::repeats);
    }
}
