package dev.regatta.coordinator.bench;

import dev.regatta.coordinator.bench.functions.LearningCurves;
import dev.regatta.coordinator.search.Direction;
import dev.regatta.coordinator.search.History;
import dev.regatta.coordinator.search.ObservedTrial;
import dev.regatta.coordinator.search.Sampler;
import dev.regatta.coordinator.search.SearchSpace;
import dev.regatta.coordinator.search.Seeds;
import dev.regatta.protocol.study.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A study of learning curves in virtual time: workers in lock-step, each training its trial by one epoch a turn, under
 * asynchronous successive halving with promotion (η = 3, rungs at 1, 3, 9, 27). Used by one thread, once.
 */
final class HalvingSimulation {

    private static final int ETA = 3;

    private final Sampler sampler;
    private final long seed;
    private final SearchSpace space = SearchSpace.of(LearningCurves.space());
    private final Map<Integer, RandomGenerator> noise = new HashMap<>();
    private final Map<Long, List<Entry>> rungs = new HashMap<>();
    private History history = History.empty(List.of(Direction.MINIMIZE));

    /** A trial's value where it reached a rung. */
    private record Entry(int trial, double value) {}

    HalvingSimulation(Sampler sampler, long seed) {
        this.sampler = sampler;
        this.seed = seed;
        for (long rung = 1; rung < LearningCurves.EPOCHS; rung *= ETA) {
            rungs.put(rung, new ArrayList<>());
        }
    }

    /** The noiseless final value of the trial that looks best after {@code trainings} full trainings' worth of epochs. */
    double run(int workers, int trainings) {
        List<Integer> busy = new ArrayList<>();
        for (long epochs = (long) trainings * LearningCurves.EPOCHS; epochs > 0; epochs -= workers) {
            while (busy.size() < workers) {
                busy.add(promoted().orElseGet(this::suggested));
            }
            busy.removeIf(trial -> !trainOneEpoch(trial));
        }
        ObservedTrial best = history.ranking().iterator().next().trial();
        boolean finished = best.status() == ObservedTrial.Status.COMPLETED;
        return LearningCurves.at((finished ? best : lowest()).parameters(), LearningCurves.EPOCHS);
    }

    private ObservedTrial lowest() {
        return history.trials().stream()
                .filter(trial -> trial.lastValue().isPresent())
                .min((a, b) -> Double.compare(last(a), last(b)))
                .orElseThrow();
    }

    private static double last(ObservedTrial trial) {
        return trial.lastValue().orElse(Double.NaN);
    }

    private int suggested() {
        int number = history.size();
        Parameters parameters =
                sampler.suggest(space, history, Seeds.forSampler(seed, number)).parameters();
        history = history.with(ObservedTrial.running(number, parameters));
        noise.put(number, Seeds.forSampler(seed + 1_000_003, number));
        return number;
    }

    /** The best paused trial of the highest rung that is among the best third there. */
    private Optional<Integer> promoted() {
        for (long rung = LearningCurves.EPOCHS / ETA; rung >= 1; rung /= ETA) {
            List<Entry> entries = rungs.getOrDefault(rung, List.of());
            for (int i = 0; i < entries.size() / ETA; i++) {
                ObservedTrial trial = history.trial(entries.get(i).trial()).orElseThrow();
                if (trial.status() == ObservedTrial.Status.PAUSED && trial.lastStep() == rung) {
                    history = history.with(trial.in(ObservedTrial.Status.RUNNING));
                    return Optional.of(trial.number());
                }
            }
        }
        return Optional.empty();
    }

    /** True if the trial goes on. */
    private boolean trainOneEpoch(int number) {
        ObservedTrial before = history.trial(number).orElseThrow();
        int epoch = (int) Math.max(0, before.lastStep()) + 1;
        RandomGenerator random = noise.getOrDefault(number, Seeds.forSampler(seed, number));
        double value = LearningCurves.observed(before.parameters(), epoch, random);
        ObservedTrial trial = before.reported(epoch, value);
        if (epoch == LearningCurves.EPOCHS) {
            history = history.with(trial.completed(value));
            return false;
        }
        boolean goesOn = !rungs.containsKey((long) epoch) || isAmongTheBest(new Entry(number, value), epoch);
        history = history.with(goesOn ? trial : trial.in(ObservedTrial.Status.PAUSED));
        return goesOn;
    }

    private boolean isAmongTheBest(Entry entry, long rung) {
        List<Entry> entries = rungs.getOrDefault(rung, new ArrayList<>());
        int rank = 0;
        while (rank < entries.size() && entries.get(rank).value() <= entry.value()) {
            rank++;
        }
        entries.add(rank, entry);
        return rank < entries.size() / ETA;
    }
}
