package dev.regatta.coordinator.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.search.ObservedTrial.Status;
import dev.regatta.protocol.study.Condition;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every sampler keeps to, whatever the space and the history. */
abstract class SamplerContract {

    private static final Map<String, Range> SPACE = space();

    /** A new sampler of the kind under test. */
    abstract Sampler sampler();

    List<Direction> directions() {
        return List.of(Direction.MINIMIZE);
    }

    private static Map<String, Range> space() {
        Map<String, Range> space = new LinkedHashMap<>();
        space.put("real", new Range.FloatRange(-2, 3, false));
        space.put("rate", new Range.FloatRange(1e-6, 1, true));
        space.put("stepped", new Range.FloatRange(0, 0.6, false, Optional.of(0.05), Optional.empty()));
        space.put("whole", new Range.IntRange(1, 6, false));
        space.put("width", new Range.IntRange(16, 1024, true));
        space.put("even", new Range.IntRange(2, 11, false, Optional.of(2L), Optional.empty()));
        space.put("kind", new Range.Categorical(List.of("a", "b", "c")));
        space.put("ofB", new Range.FloatRange(0, 1, false).on(when("kind", "b")));
        space.put("ofC", new Range.Categorical(List.of(1L, 2L)).on(when("kind", "c")));
        space.put("nested", new Range.IntRange(3, 9, false).on(when("ofC", 2L)));
        return space;
    }

    private static Optional<Condition> when(String parent, Object value) {
        return Optional.of(new Condition(Map.of(parent, List.of(value))));
    }

    private Parameters suggest(Map<String, Range> ranges, History history, int trial) {
        return sampler()
                .suggest(SearchSpace.of(ranges), history, Seeds.forSampler(7, trial))
                .parameters();
    }

    private static void assertAllowed(Map<String, Range> ranges, Parameters suggested) {
        ranges.forEach((name, range) -> {
            boolean active =
                    range.when().map(when -> when.holds(suggested.values())).orElse(true);
            Optional<Object> value = suggested.get(name);
            assertThat(value.isPresent()).as(name + " of " + suggested).isEqualTo(active);
            value.ifPresent(
                    it -> assertThat(range.contains(it)).as(name + " " + it).isTrue());
        });
        assertThat(ranges.keySet()).containsAll(suggested.values().keySet());
    }

    /** A study of so many random trials, each given its end. */
    private History history(Map<String, Range> ranges, int trials, Function<ObservedTrial, ObservedTrial> end) {
        History history = History.empty(directions());
        SearchSpace space = SearchSpace.of(ranges);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < trials; i++) {
            Parameters parameters = space.choose(dimension -> dimension.draw(random));
            history = history.with(end.apply(ObservedTrial.running(i, parameters)));
        }
        return history;
    }

    private ObservedTrial completed(ObservedTrial trial, double value) {
        return trial.completed(directions().stream().map(direction -> value).toArray(Double[]::new));
    }

    private void holdsAfter(Map<String, Range> ranges, Function<ObservedTrial, ObservedTrial> end) {
        History history = history(ranges, 60, end);
        for (int trial = 60; trial < 70; trial++) {
            assertAllowed(ranges, suggest(ranges, history, trial));
        }
    }

    @Test
    void suggestsFromNothing() {
        for (int trial = 0; trial < 30; trial++) {
            assertAllowed(SPACE, suggest(SPACE, History.empty(directions()), trial));
        }
    }

    @Test
    void staysInTheSpaceThroughAWholeStudy() {
        History history = History.empty(directions());
        for (int trial = 0; trial < 120; trial++) {
            Parameters suggested = suggest(SPACE, history, trial);
            assertAllowed(SPACE, suggested);
            double value = ((Number) suggested.get("real").orElseThrow()).doubleValue();
            history = history.with(completed(ObservedTrial.running(trial, suggested), value * value));
        }
    }

    @Test
    void theSameArgumentsGiveTheSameSuggestion() {
        History history = history(SPACE, 80, trial -> completed(trial, trial.number() % 13));
        History again = history(SPACE, 80, trial -> completed(trial, trial.number() % 13));

        assertThat(suggest(SPACE, history, 80)).isEqualTo(suggest(SPACE, again, 80));
        assertThat(sampler().version()).isEqualTo(sampler().version()).contains(":");
    }

    @Test
    void theOrderInWhichTrialsWereWrittenAgainDoesNotMatter() {
        History history = history(SPACE, 60, trial -> completed(trial, trial.number() % 7));
        History twice = history;
        for (ObservedTrial trial : history.trials()) {
            twice = twice.with(trial);
        }

        assertThat(suggest(SPACE, twice, 60)).isEqualTo(suggest(SPACE, history, 60));
    }

    @Test
    void lateAndRepeatedReportsChangeNothing() {
        History once = history(SPACE, 60, trial -> trial.reported(2, trial.number() % 7));
        History again = once;
        for (ObservedTrial trial : once.trials()) {
            again = again.with(trial.reported(1, -100).reported(2, -100));
        }

        assertThat(suggest(SPACE, again, 60)).isEqualTo(suggest(SPACE, once, 60));
    }

    @Test
    void takesValuesThatAreNoNumbers() {
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308, -1e308, 0};
        holdsAfter(SPACE, trial -> completed(trial, odd[trial.number() % odd.length]));
        holdsAfter(SPACE, trial -> completed(trial, Double.NaN));
    }

    @Test
    void takesTies() {
        holdsAfter(SPACE, trial -> completed(trial, 1));
    }

    @Test
    void takesFailedRunningPausedAndPrunedTrials() {
        holdsAfter(SPACE, trial -> trial.in(Status.FAILED));
        holdsAfter(SPACE, trial -> trial);
        holdsAfter(SPACE, trial -> trial.reported(1, trial.number()).in(Status.PRUNED));
        holdsAfter(SPACE, trial -> trial.reported(1, Double.NaN).in(Status.PAUSED));
        Status[] all = Status.values();
        holdsAfter(SPACE, trial -> {
            Status status = all[trial.number() % all.length];
            ObservedTrial reported = trial.reported(1, 0.5).reported(3, trial.number() % 5);
            return status == Status.COMPLETED ? completed(reported, trial.number()) : reported.in(status);
        });
    }

    @Test
    void takesInfeasibleTrials() {
        holdsAfter(
                SPACE,
                trial -> completed(trial, trial.number())
                        .constrained(List.of(trial.number() % 3 - 1.0, trial.number() % 7 == 0 ? Double.NaN : -1)));
    }

    @Test
    void takesASpaceOfOneValue() {
        holdsAfter(Map.of("x", new Range.FloatRange(0.1, 0.1, false)), trial -> completed(trial, 1));
        holdsAfter(Map.of("x", new Range.IntRange(4, 4, true)), trial -> completed(trial, 1));
        holdsAfter(Map.of("x", new Range.Categorical(List.of("only"))), trial -> completed(trial, 1));
        holdsAfter(Map.of(), trial -> completed(trial, 1));
    }

    @Test
    void takesOneParameter() {
        holdsAfter(Map.of("x", new Range.FloatRange(0, 1, false)), trial -> completed(trial, trial.number() % 10));
        holdsAfter(
                Map.of("x", new Range.Categorical(List.of(true, false))),
                trial -> completed(trial, trial.number() % 10));
    }

    @Test
    void takesTrialsFromAnotherSpace() {
        Map<String, Range> other = Map.of("real", new Range.FloatRange(-100, 100, false));
        History history = history(other, 60, trial -> completed(trial, trial.number()));

        for (int trial = 60; trial < 70; trial++) {
            assertAllowed(SPACE, suggest(SPACE, history, trial));
        }
    }

    @Test
    void givenValuesAreLeftOutAndSeenByConditions() {
        History history = history(SPACE, 60, trial -> completed(trial, trial.number()));
        Parameters given = new Parameters(Map.of("kind", "b", "real", 1.0));
        Parameters suggested = sampler()
                .suggest(SearchSpace.of(SPACE, given), history, Seeds.forSampler(7, 60))
                .parameters();

        assertThat(suggested.values())
                .doesNotContainKeys("kind", "real", "ofC", "nested")
                .containsKey("ofB");
    }

    @Test
    void takesFiveThousandTrials() {
        History history = history(SPACE, 5000, trial -> completed(trial, trial.number() % 997));

        assertAllowed(SPACE, suggest(SPACE, history, 5000));
    }
}
