package dev.regatta.coordinator.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.tracking.CurveService.Sampling;
import dev.regatta.coordinator.tracking.CurveService.Steps;
import dev.regatta.coordinator.tracking.model.Batch;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.Metric;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which points of many runs' curves a page gets. */
class CurveServiceTest {

    private static final Steps ALL = Steps.of(OptionalLong.empty(), OptionalLong.empty());

    private final TrackingStore store = new InMemoryTrackingStore();
    private final RunService runs = new RunService(store, InstantSource.system(), UUID::randomUUID);
    private final CurveService curves = new CurveService(store);

    @Test
    void stepsLieEvenlyAmongThoseOfTheRunAndKeepTheLast() {
        String run = run(0, 10, 1);
        assertThat(steps(ALL, 5, run)).containsExactly(0L, 2L, 4L, 6L, 8L, 9L);
        assertThat(steps(Steps.of(OptionalLong.of(4), OptionalLong.of(8)), 5, run))
                .containsExactly(4L, 5L, 6L, 7L, 8L);
        assertThat(steps(ALL, 5, run(0, 101, 20))).containsExactly(0L, 20L, 40L, 60L, 80L, 100L);
        assertThat(steps(ALL, 5, run(0, 1001, 10))).containsExactly(0L, 200L, 400L, 600L, 800L, 1000L);
    }

    @Test
    void runsAreComparedAtTheSameStepsAndAtTheirOwnEnds() {
        assertThat(steps(ALL, 5, run(0, 10, 1), run(0, 20, 1)))
                .containsExactly(0L, 4L, 8L, 9L, 0L, 4L, 8L, 9L, 12L, 16L, 19L);
    }

    @Test
    void allPointsOfAChosenStepStay() {
        String run = run(0, 10, 1);
        log(run, 2, LongStream.range(0, 10).toArray());
        assertThat(steps(ALL, 5, run)).containsExactly(0L, 0L, 2L, 2L, 4L, 4L, 6L, 6L, 8L, 8L, 9L, 9L);
    }

    @Test
    void wholeCurvesComeByRunId() {
        String one = run(0, 2, 1);
        String other = run(0, 2, 1);
        assertThat(curves.whole(List.of(one, other), "loss", 10).keySet())
                .isEqualTo(curves.whole(List.of(other, one), "loss", 10).keySet());
        assertThat(List.copyOf(curves.whole(List.of(other, one), "loss", 10).keySet()))
                .isSorted();
    }

    private List<Long> steps(Steps steps, int most, String... runIds) {
        Map<String, List<Metric>> found = curves.sampled(List.of(runIds), "loss", steps, most, Sampling.STEPS);
        return found.values().stream().flatMap(List::stream).map(Metric::step).toList();
    }

    private String run(long from, long to, long every) {
        NewRun request = new NewRun(Experiment.DEFAULT_ID, Optional.empty(), "", OptionalLong.empty(), List.of());
        String id = runs.create(request).info().runId();
        log(id, 1, LongStream.range(from, to).filter(step -> step % every == 0).toArray());
        return id;
    }

    private void log(String runId, long timestampMs, long... steps) {
        List<Metric> points = LongStream.of(steps)
                .mapToObj(step -> new Metric("loss", 10, timestampMs, step))
                .toList();
        runs.log(runId, new Batch(points, List.of(), List.of()));
    }
}
