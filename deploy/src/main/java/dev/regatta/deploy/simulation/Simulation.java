package dev.regatta.deploy.simulation;

import dev.regatta.coordinator.runtime.StudyRuntime;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.command.Command;
import dev.regatta.protocol.command.CreateStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/** One schedule from the study's creation to its end, and what it broke. For one thread; the same plan runs the same. */
public final class Simulation {
    private static final long ENDS_WITHIN_MILLIS = 900_000;
    private static final long AFTERMATH_MILLIS = 30_000;
    private static final long RESTART_MILLIS = 1_500;
    private static final long HAND_OVER_MILLIS = 2_000;
    private static final long SKEW_MILLIS = 3_600_000;

    private final Plan plan;
    private final World world;
    private final SplittableRandom skews;
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final List<SimulatedCoordinator> coordinators = new ArrayList<>();
    private int processes;
    private int entered;

    private Simulation(Plan plan, StudyRuntime.Decider decider, Executor threads) {
        this.plan = plan;
        world = new World(plan, decider, threads);
        skews = new SplittableRandom(plan.seed() ^ 0x51e3);
    }

    /**
     * Runs the schedule.
     *
     * @param decider the coordinators' decisions
     * @param threads for the workers' main threads, at least as many as there are workers at a time
     */
    public static Outcome run(Plan plan, StudyRuntime.Decider decider, Executor threads) {
        return new Simulation(plan, decider, threads).run();
    }

    private Outcome run() {
        var unused = startCoordinator(true);
        for (int i = 0; i < plan.workers(); i++) {
            startWorker(i);
        }
        world.user().enterBy(this::enter);
        world.user().create(new CreateStudy("create", World.STUDY, SimulatedStudy.of(plan)));
        plan.faults().forEach(fault -> world.time().at(fault.atMillis(), () -> strike(fault)));
        long calm = plan.faults().stream()
                .mapToLong(fault -> fault.atMillis() + fault.millis())
                .max()
                .orElse(0);
        runUntil(this::hasEnded, calm + ENDS_WITHIN_MILLIS);
        if (!hasEnded()) {
            world.witness().violated("the study does not end: " + describe());
        }
        runUntil(() -> false, Math.max(calm, world.time().millis()) + AFTERMATH_MILLIS);
        Optional<String> violation =
                world.witness().violation().or(() -> new FinalCheck(world, isCheckpointDamaged()).violation());
        workers.forEach(SimulatedWorker::discard);
        return new Outcome(
                plan, violation, world.database().lastPosition(), world.time().millis());
    }

    private boolean isCheckpointDamaged() {
        return plan.faults().stream().anyMatch(fault -> fault.kind() == Fault.Kind.DAMAGE_CHECKPOINT);
    }

    private String describe() {
        return world.witness()
                .study()
                .map(study -> study.status() + ", trials " + study.counts())
                .orElse("it was never created");
    }

    private boolean hasEnded() {
        return world.witness()
                .study()
                .filter(study -> !study.status().isActive())
                .isPresent();
    }

    private void runUntil(java.util.function.BooleanSupplier done, long untilMillis) {
        while (!done.getAsBoolean()
                && world.time().millis() < untilMillis
                && world.witness().violation().isEmpty()) {
            world.time().step();
        }
    }

    /** A request reaches any coordinator that is there; if none is, it is lost. */
    private void enter(Command command) {
        List<SimulatedCoordinator> alive = coordinators.stream()
                .filter(coordinator -> coordinator.machine().isAlive())
                .toList();
        if (!alive.isEmpty()) {
            alive.get(entered++ % alive.size()).request(command);
        }
    }

    private Machine machine(String name) {
        return new Machine(world.time(), name, skews.nextLong(-SKEW_MILLIS, SKEW_MILLIS));
    }

    private void startWorker(int slot) {
        boolean sameName = world.weather().coin();
        String name = "worker-" + slot + (sameName ? "" : "-" + processes++);
        SimulatedWorker worker = new SimulatedWorker(
                world,
                machine(name),
                () -> world.weather().isCut(slot, plan.workers()),
                () -> world.time().after(1_000, () -> startWorker(slot)));
        if (slot < workers.size()) {
            workers.set(slot, worker);
        } else {
            workers.add(worker);
        }
    }

    private SimulatedCoordinator startCoordinator(boolean owner) {
        SimulatedCoordinator started = new SimulatedCoordinator(
                world,
                machine("coordinator-" + processes++),
                owner,
                () -> world.time().after(RESTART_MILLIS, this::ensureOwner));
        coordinators.add(started);
        return started;
    }

    /** Both believe at once that the partition is theirs; or the second follows the first and takes over from it later. */
    private void startSecond(Fault fault) {
        List<SimulatedCoordinator> before = List.copyOf(coordinators);
        boolean follows = fault.amount() % 2 == 0;
        SimulatedCoordinator second = startCoordinator(!follows);
        if (follows) {
            boolean overlaps = fault.target() % 2 == 0;
            world.time()
                    .after(
                            fault.millis(),
                            overlaps ? second::gain : () -> before.forEach(SimulatedCoordinator::giveUp));
            world.time().after(fault.millis() + HAND_OVER_MILLIS, () -> {
                if (overlaps) {
                    before.forEach(SimulatedCoordinator::giveUp);
                } else {
                    second.gain();
                }
                world.time().after(RESTART_MILLIS, this::ensureOwner);
            });
        }
    }

    /** As Kafka's group sees to it: of the coordinators that are there one has the partition; if there is none, one starts. */
    private void ensureOwner() {
        coordinators.removeIf(coordinator -> !coordinator.machine().isAlive());
        if (coordinators.isEmpty()) {
            var unused = startCoordinator(true);
        } else if (coordinators.stream().noneMatch(SimulatedCoordinator::isAssigned)) {
            coordinators.get(0).gain();
        }
    }

    private void strike(Fault fault) {
        SimulatedWorker worker = workers.get(fault.target() % workers.size());
        switch (fault.kind()) {
            case KILL_WORKER -> kill(fault, worker);
            case FREEZE_WORKER -> worker.machine().freeze(fault.millis());
            case PREEMPT_WORKER -> worker.preempt();
            case FAIL_TRAINING -> worker.fail();
            case CRASH_COORDINATOR ->
                coordinator(fault).ifPresent(it -> it.crash().arm(fault.amount()));
            case FREEZE_COORDINATOR ->
                coordinator(fault).ifPresent(it -> it.machine().freeze(fault.millis()));
            case SECOND_COORDINATOR -> startSecond(fault);
            case FAIL_COMMITS -> world.database().failNext(fault.amount());
            case LOSE_ANSWERS -> world.database().loseNextAnswers(fault.amount());
            case DAMAGE_CHECKPOINT -> world.checkpoints().damage();
            case PAUSE_STUDY -> world.user().pause(fault.millis());
            case STOP_STUDY -> world.user().stop();
            default -> {
                // lasts by itself: see Weather
            }
        }
    }

    private Optional<SimulatedCoordinator> coordinator(Fault fault) {
        return coordinators.isEmpty()
                ? Optional.empty()
                : Optional.of(coordinators.get(fault.target() % coordinators.size()));
    }

    private void kill(Fault fault, SimulatedWorker worker) {
        if (!worker.machine().isAlive()) {
            return;
        }
        int slot = workers.indexOf(worker);
        worker.kill();
        if (world.weather().coin()) {
            coordinators.forEach(
                    it -> it.disconnected(new WorkerId(worker.machine().name())));
        }
        world.time().after(fault.millis(), () -> startWorker(slot));
    }
}
