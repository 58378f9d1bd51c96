package dev.regatta.coordinator.store.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.store.Database;
import dev.regatta.coordinator.store.DatabaseConfig;
import dev.regatta.coordinator.store.PostgresForTests;
import dev.regatta.coordinator.tracking.ExperimentService;
import dev.regatta.coordinator.tracking.NewRun;
import dev.regatta.coordinator.tracking.RunChange;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.model.Batch;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.RunStatus;
import dev.regatta.coordinator.tracking.model.Tag;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two tracking servers over one PostgreSQL: what one remembers may be outdated by the other. */
class TwoWritersTest {

    private static final int MOST_METRICS = 3;

    private final List<Database> opened = new ArrayList<>();
    private Server one;
    private Server other;

    private record Server(ExperimentService experiments, RunService runs) {

        String run(long experiment) {
            return runs.create(new NewRun(experiment, Optional.empty(), "u", OptionalLong.empty(), List.of()))
                    .info()
                    .runId();
        }
    }

    @BeforeEach
    void openTwice() {
        DatabaseConfig config = PostgresForTests.newDatabase();
        one = server(config);
        other = server(config);
    }

    private Server server(DatabaseConfig config) {
        Database database = Database.open(config);
        opened.add(database);
        SqlTrackingStore store = new SqlTrackingStore(database, MOST_METRICS);
        InstantSource clock = InstantSource.system();
        return new Server(new ExperimentService(store, clock), new RunService(store, clock, UUID::randomUUID));
    }

    @AfterEach
    void closeBoth() {
        opened.forEach(Database::close);
    }

    @Test
    void runsMadeByBothAtOnceKeepTheirPointsApart() {
        List<CompletableFuture<String>> made = IntStream.range(0, 60)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    Server server = i % 2 == 0 ? one : other;
                    String run = server.run(0);
                    server.runs.log(run, Batch.of(new Metric("key-" + i % 7, i, 1, 1)));
                    return run;
                }))
                .toList();
        for (int i = 0; i < made.size(); i++) {
            assertThat(one.runs.get(made.get(i).join()).latest()).containsExactly(new Metric("key-" + i % 7, i, 1, 1));
        }
    }

    @Test
    void experimentThatTheOtherDeletedTakesNoRuns() {
        long experiment = one.experiments.create("e", Optional.empty(), List.of());
        String unused = one.run(experiment);

        other.experiments.delete(experiment);

        assertThatThrownBy(() -> one.run(experiment)).hasMessageContaining("Current state is deleted");
        assertThatThrownBy(() -> one.experiments.create("e", Optional.empty(), List.of()))
                .hasMessageContaining("already exists");
    }

    @Test
    void runThatTheOtherEndedStaysEndedWhenItIsNamed() {
        String run = one.run(0);
        one.runs.log(run, Batch.of(new Metric("m", 1, 1, 1)));
        other.runs.update(run, new RunChange(Optional.of(RunStatus.FINISHED), OptionalLong.of(9), Optional.empty()));

        one.runs.log(run, Batch.of(new Tag(Tag.RUN_NAME, "renamed")));

        assertThat(other.runs.info(run).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(other.runs.info(run).endTimeMs()).hasValue(9);
        assertThat(other.runs.info(run).name()).isEqualTo("renamed");
        other.runs.delete(run);
        assertThatThrownBy(() -> one.runs.log(run, Batch.of(new Metric("m", 1, 1, 2))))
                .hasMessageContaining("Current state is deleted");
    }

    @Test
    void metricsOfARunAreBoundedWhoeverLogsThem() {
        String run = one.run(0);
        one.runs.log(run, Batch.of(new Metric("a", 1, 1, 1)));
        other.runs.log(run, Batch.of(new Metric("b", 1, 1, 1)));
        other.runs.log(run, Batch.of(new Metric("c", 1, 1, 1)));

        assertThatThrownBy(() -> one.runs.log(run, Batch.of(new Metric("d", 1, 1, 1))))
                .hasMessageContaining("4 metrics");
        one.runs.log(run, Batch.of(new Metric("b", 2, 2, 2)));
        assertThat(other.runs.get(run).latest()).hasSize(3).contains(new Metric("b", 2, 2, 2));
    }
}
