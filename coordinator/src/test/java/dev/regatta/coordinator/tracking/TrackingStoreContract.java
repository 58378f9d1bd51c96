package dev.regatta.coordinator.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.tracking.model.Batch;
import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.LifecycleStage;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Param;
import dev.regatta.coordinator.tracking.model.Run;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.RunStatus;
import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.model.TrackingException;
import dev.regatta.coordinator.tracking.search.Page;
import dev.regatta.coordinator.tracking.search.RunCursor;
import dev.regatta.coordinator.tracking.search.SearchRequest;
import dev.regatta.coordinator.tracking.search.ViewType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tracking rules rely on, whatever keeps the rows. */
public abstract class TrackingStoreContract {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(5000));

    private TrackingStore store = new InMemoryTrackingStore();
    private ExperimentService experiments = new ExperimentService(new InMemoryTrackingStore(), CLOCK);
    private RunService runs = new RunService(new InMemoryTrackingStore(), CLOCK, UUID::randomUUID);

    /** A store without rows but the default experiment. */
    protected abstract TrackingStore emptyStore();

    @BeforeEach
    void openStore() {
        store = emptyStore();
        Random random = new Random(1);
        experiments = new ExperimentService(store, CLOCK);
        runs = new RunService(store, CLOCK, () -> new UUID(random.nextLong(), random.nextLong()));
    }

    @Test
    void experimentComesBackAsItWasMade() {
        long id = experiments.create("e", Optional.empty(), List.of(new Tag("a", "1")));
        Experiment made =
                new Experiment(id, "e", "mlflow-artifacts:/" + id, LifecycleStage.ACTIVE, 5000, 5000, Map.of("a", "1"));
        assertThat(experiments.get(id)).isEqualTo(made).isEqualTo(experiments.getByName("e"));
        assertThat(experiments.get(0).name()).isEqualTo("Default");
    }

    @Test
    void nameOfADeletedExperimentStaysTaken() {
        long id = experiments.create("e", Optional.empty(), List.of());
        experiments.delete(id);
        assertThatThrownBy(() -> experiments.create("e", Optional.empty(), List.of()))
                .isInstanceOf(TrackingException.class)
                .hasMessageContaining("deleted");
    }

    @Test
    void runIsFoundByItsTrialAmongThoseWithLongNames() {
        String common = "v".repeat(200);
        String first = run();
        String second = run();
        runs.log(first, Batch.of(new Tag("regatta.trial", common + "1")));
        runs.log(second, Batch.of(new Tag("regatta.trial", common + "2")));
        assertThat(runs.ofTrial(common + "2"))
                .hasValueSatisfying(found -> assertThat(found.runId()).isEqualTo(second));
        assertThat(runs.ofTrial(common)).isEmpty();
        runs.log(first, Batch.of(new Tag("other", common + "3")));
        assertThat(runs.ofTrial(common + "3")).isEmpty();
    }

    @Test
    void resumeCutsTheCurvesAndTheLatestPointsFollow() {
        String run = run();
        List<Metric> points = List.of(
                new Metric("a", 1, 10, 1),
                new Metric("a", Double.NaN, 20, 2),
                new Metric("a", 3, 30, 3),
                new Metric("b", 4, 40, 9));
        runs.log(run, new Batch(points, List.of(), List.of(new Tag(Tag.END_REASON, "gone"))));
        runs.update(run, new RunChange(Optional.of(RunStatus.FAILED), OptionalLong.of(7), Optional.empty()));

        runs.resume(run, 2);
        runs.resume(run, 2);

        assertThat(runs.history(run, "a")).isEqualTo(points.subList(0, 2));
        assertThat(runs.history(run, "b")).isEmpty();
        Run resumed = runs.get(run);
        assertThat(resumed.latest()).containsExactly(points.get(1));
        assertThat(resumed.info().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(resumed.info().endTimeMs()).isEmpty();
        assertThat(resumed.tags()).doesNotContainKey(Tag.END_REASON);
        runs.log(run, Batch.of(points.get(2)));
        assertThat(runs.get(run).latest()).containsExactly(points.get(2));
    }

    @Test
    void aResumedRunIsFoundByTheMetricsOfItsExperiment() {
        long experiment = experiments.create("e", Optional.empty(), List.of());
        String run = runs.create(new NewRun(experiment, Optional.empty(), "u", OptionalLong.of(1), List.of()))
                .info()
                .runId();
        runs.log(run, new Batch(List.of(new Metric("a", 1, 10, 1), new Metric("a", 3, 30, 3)), List.of(), List.of()));
        runs.resume(run, 2);

        SearchRequest request = search("metrics.a > 0", List.of("metrics.a DESC"), 9, "");
        assertThat(runs.search(List.of(experiment), request).results()).hasSize(1);
        assertThat(runs.search(List.of(0L), request).results()).isEmpty();
    }

    @Test
    void listedRunsComePageByPageFromTheLatestStart() {
        List<String> made = new ArrayList<>();
        for (long start : new long[] {5, 9, 1, 9, 7}) {
            made.add(runs.create(new NewRun(0, Optional.empty(), "u", OptionalLong.of(start), List.of()))
                    .info()
                    .runId());
        }
        runs.delete(made.get(4));

        List<RunInfo> all = new ArrayList<>();
        Optional<RunCursor> after = Optional.empty();
        List<RunInfo> page = runs.list(0, after, 2);
        while (!page.isEmpty()) {
            all.addAll(page);
            after = Optional.of(
                    RunCursor.parse(RunCursor.of(page.get(page.size() - 1)).toString()));
            page = runs.list(0, after, 2);
        }

        assertThat(all).extracting(RunInfo::startTimeMs).containsExactly(9L, 9L, 5L, 1L);
        assertThat(all).extracting(RunInfo::runId).doesNotHaveDuplicates().doesNotContain(made.get(4));
    }

    @Test
    void runThatHasEndedIsNotEndedAgain() {
        String run = run();
        runs.endIfRunning(run, RunStatus.FAILED, "gone");
        runs.endIfRunning(run, RunStatus.KILLED, "again");

        assertThat(runs.info(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(runs.get(run).tags()).containsEntry(Tag.END_REASON, "gone");
    }

    @Test
    void updateChangesWhatItNamesAndNothingElse() {
        String run = run();
        runs.update(run, new RunChange(Optional.of(RunStatus.FINISHED), OptionalLong.of(7), Optional.empty()));
        runs.update(run, new RunChange(Optional.empty(), OptionalLong.empty(), Optional.of("named")));
        Run updated = runs.get(run);
        assertThat(updated.info().status()).isEqualTo(RunStatus.FINISHED);
        assertThat(updated.info().endTimeMs()).hasValue(7);
        assertThat(updated.info().name()).isEqualTo("named");
        assertThat(updated.tags()).containsEntry(Tag.RUN_NAME, "named");
        runs.log(run, Batch.of(new Tag(Tag.RUN_NAME, "by tag")));
        assertThat(runs.info(run).name()).isEqualTo("by tag");
    }

    @Test
    void refusedParamLeavesNothingOfItsBatch() {
        String run = run();
        runs.log(run, Batch.of(new Param("p", "1")));
        Run before = runs.get(run);
        Batch batch = new Batch(
                List.of(new Metric("m", 1, 1, 1)),
                List.of(new Param("q", "1"), new Param("p", "2")),
                List.of(new Tag("t", "1")));
        assertThatThrownBy(() -> runs.log(run, batch)).isInstanceOf(TrackingException.class);
        assertThat(runs.get(run)).isEqualTo(before);
        assertThat(runs.history(run, "m")).isEmpty();
    }

    @Test
    void batchOfTwoValuesForOneParamIsRefused() {
        Batch batch = new Batch(List.of(), List.of(new Param("p", "1"), new Param("p", "2")), List.of());
        String run = run();
        assertThatThrownBy(() -> runs.log(run, batch)).hasMessageContaining("two values");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void historyAndLatestFollowTheCurveInWhateverOrderPointsCome(long seed) {
        Random random = new Random(seed);
        double[] values = {0, 1, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        List<Metric> points = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            points.add(
                    new Metric("m", values[random.nextInt(values.length)], random.nextInt(3), random.nextInt(4) - 1));
        }
        String run = run();
        Set<Metric> inOrder = new LinkedHashSet<>();
        for (int repeat = 0; repeat < 2; repeat++) {
            Collections.shuffle(points, random);
            inOrder.addAll(points);
            for (int from = 0; from < points.size(); from += 7) {
                List<Metric> some = points.subList(from, Math.min(from + 7, points.size()));
                runs.log(run, new Batch(some, List.of(), List.of()));
            }
        }
        List<Metric> curve =
                points.stream().distinct().sorted(Metric.ALONG_CURVE).toList();
        assertThat(runs.history(run, "m")).as("seed %d", seed).containsExactlyElementsOf(inOrder);
        assertThat(new CurveService(store).whole(List.of(run), "m", 1000).get(run))
                .as("seed %d", seed)
                .isEqualTo(curve);
        assertThat(runs.get(run).latest()).as("seed %d", seed).containsExactly(curve.get(curve.size() - 1));
    }

    @Test
    void nanIsNeverTheLatestBesideANumberOfTheSameMoment() {
        String run = run();
        for (double value : new double[] {Double.NaN, -1, Double.NaN}) {
            runs.log(run, Batch.of(new Metric("m", value, 1, 1)));
        }
        assertThat(runs.get(run).latest()).containsExactly(new Metric("m", -1, 1, 1));
        runs.log(run, Batch.of(new Metric("m", Double.NaN, 1, 2)));
        assertThat(runs.get(run).latest()).containsExactly(new Metric("m", Double.NaN, 1, 2));
    }

    @Test
    void tokenIsReturnedWhereResultsAreLeft() {
        run();
        run();
        Page<Run> first = runs.search(List.of(0L), search("", List.of(), 1, ""));
        assertThat(first.results()).hasSize(1);
        Page<Run> last = runs.search(
                List.of(0L), search("", List.of(), 1, first.nextPageToken().orElseThrow()));
        assertThat(last.results()).hasSize(1).doesNotContainAnyElementsOf(first.results());
        assertThat(last.nextPageToken()).isEmpty();
    }

    @Test
    void tokenOfAnotherSearchIsRefused() {
        run();
        run();
        Page<Run> page = runs.search(List.of(0L), search("", List.of(), 1, ""));
        SearchRequest other =
                search("metrics.a > 1", List.of(), 1, page.nextPageToken().orElseThrow());
        assertThatThrownBy(() -> runs.search(List.of(0L), other)).hasMessageContaining("page token");
    }

    /** Random runs, random filters and orders: the answer is the reference's, page by page. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void searchesAnswerAsTheReferenceDoes(long seed) {
        InMemoryTrackingStore memory = new InMemoryTrackingStore();
        Random ids = new Random(1);
        RunService reference = new RunService(memory, CLOCK, () -> new UUID(ids.nextLong(), ids.nextLong()));
        List<Long> both = List.of(0L, new ExperimentService(memory, CLOCK).create("e", Optional.empty(), List.of()));
        assertThat(experiments.create("e", Optional.empty(), List.of())).isEqualTo(both.get(1));
        RandomRuns.fill(reference, both, new Random(seed));
        RandomRuns.fill(runs, both, new Random(seed));
        Random random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            List<Long> in = RandomRuns.pick(List.of(both, both.subList(0, 1), both.subList(1, 2)), random);
            String filter = RandomFilters.filter(random);
            List<String> order = RandomFilters.order(random);
            List<String> expected = all(reference, in, filter, order);
            assertThat(all(runs, in, filter, order))
                    .as("seed %d: %s ORDER BY %s in %s", seed, filter, order, in)
                    .isEqualTo(expected);
        }
    }

    private static List<String> all(RunService service, List<Long> in, String filter, List<String> order) {
        List<String> found = new ArrayList<>();
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            Page<Run> page = service.search(in, search(filter, order, 7, token.get()));
            page.results().forEach(run -> found.add(run.info().runId() + " " + run.latest() + run.params()));
            token = page.nextPageToken();
        }
        return found;
    }

    private static SearchRequest search(String filter, List<String> order, int size, String token) {
        return new SearchRequest(filter, order, ViewType.ACTIVE_ONLY, size, token);
    }

    private String run() {
        NewRun request = new NewRun(0, Optional.empty(), "", OptionalLong.empty(), List.of());
        return runs.create(request).info().runId();
    }
}
