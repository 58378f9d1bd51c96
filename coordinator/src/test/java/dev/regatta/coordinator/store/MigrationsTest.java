package dev.regatta.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.runtime.EventLog;
import dev.regatta.coordinator.runtime.Outgoing;
import dev.regatta.coordinator.store.tracking.SqlRegistryStore;
import dev.regatta.coordinator.store.tracking.SqlTrackingStore;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Run;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that any released version wrote are read by this one. */
class MigrationsTest {

    private static final int NEWEST = 8;

    /** What each version could first write. */
    private static final Map<Integer, List<String>> ROWS = Map.of(
            1,
            List.of(
                    "INSERT INTO journal VALUES (1, 's', NULL, '2026-01-01T00:00:00Z', 'StudyCreated', 1, '{}')",
                    "INSERT INTO inbox_offset VALUES (0, 17)",
                    "INSERT INTO outbox VALUES (1, 'regatta.work', 's/1', '{}')"),
            2,
            List.of(
                    "INSERT INTO experiment VALUES (1, 'é', 'mlflow-artifacts:/1', 'active', 5, 6)",
                    "INSERT INTO experiment_tag VALUES (1, 'team', 'a')",
                    "INSERT INTO run VALUES (1, 'r1', 1, 'first', 'u', 'FINISHED', 10, 20, 'mlflow-artifacts:/1/r1', 'active')",
                    "INSERT INTO run_tag VALUES (1, 'regatta.trial', 's/1')",
                    "INSERT INTO run_tag VALUES (1, 'mlflow.runName', 'first')",
                    "INSERT INTO run_param VALUES (1, 'lr', '0.1')",
                    "INSERT INTO metric_key VALUES (1, 'loss')",
                    "INSERT INTO metric (run, metric_key, step, timestamp_ms, is_number, value) VALUES (1, 1, 1, 11, 1, 0.5)",
                    "INSERT INTO metric (run, metric_key, step, timestamp_ms, is_number, value) VALUES (1, 1, 2, 12, 0, 0)",
                    "INSERT INTO metric_key VALUES (2, 'accuracy')",
                    "INSERT INTO metric (run, metric_key, step, timestamp_ms, is_number, value) VALUES (1, 2, 1, 11, 1, 0.9)",
                    "INSERT INTO latest_metric (run, metric_key, step, timestamp_ms, is_number, value) VALUES (1, 1, 2, 12, 0, 0)",
                    "INSERT INTO latest_metric (run, metric_key, step, timestamp_ms, is_number, value) "
                            + "VALUES (1, 2, 1, 11, 1, 0.9)"),
            4,
            List.of(
                    "INSERT INTO registered_model VALUES (1, 'net', '', 1, 1, 1)",
                    "INSERT INTO model_version VALUES (1, 1, 1, 1, 1, 'u', 'None', '', '/models/a', 'r1', '')",
                    "INSERT INTO dataset VALUES (1, 1, 'digits', 'abc', 'local', '/data', NULL, NULL)",
                    "INSERT INTO run_input VALUES (1, 1, 'training')"),
            7,
            List.of("UPDATE latest_metric SET experiment = 1"),
            8,
            List.of(
                    "INSERT INTO partition_outbox VALUES (1, 3, 'regatta.control', 'w', '{}')",
                    "INSERT INTO coordination VALUES ('installation', 'i')"));

    @TempDir
    Path folder;

    static Stream<Arguments> releases() {
        return IntStream.rangeClosed(1, NEWEST)
                .boxed()
                .flatMap(version -> Stream.of("sqlite", "postgresql").map(system -> Arguments.of(version, system)));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void rowsOfEveryReleaseAreKept(int version, String system) {
        DatabaseConfig config = system.equals("sqlite")
                ? DatabaseConfig.sqlite(folder.resolve("regatta.db"))
                : PostgresForTests.withoutTables();
        Backend.of(config).prepare(Integer.toString(version));
        try (Database old = Database.openAsItIs(config)) {
            old.useWrite(handle -> IntStream.rangeClosed(1, version)
                    .forEach(since -> ROWS.getOrDefault(since, List.of()).forEach(handle::execute)));
        }

        try (Database database = Database.open(config)) {
            assertThat(count(database, "journal")).isEqualTo(1);
            assertThat(count(database, "inbox_offset")).isEqualTo(1);
            assertThat(count(database, "outbox")).isEqualTo(1);
            assertOutboxIsPublished(new SqlEventLog(database), version);
            if (version >= 2) {
                assertRunIsWhole(database);
            }
            if (version >= 4) {
                assertThat(new SqlRegistryStore(database)
                                .<Boolean>read(rows -> rows.model("net").isPresent()))
                        .isTrue();
                assertThat(new SqlTrackingStore(database)
                                .<Integer>read(
                                        rows -> rows.datasets(List.of(1L)).size()))
                        .isEqualTo(1);
            }
        }
    }

    /** What a coordinator of an older version left is published by one of this version, and never taken for something else. */
    private static void assertOutboxIsPublished(SqlEventLog log, int version) {
        log.takeOverOlder();
        assertThat(log.pending(Set.of(0), 0, 9))
                .extracting(EventLog.Pending::message)
                .containsExactly(new Outgoing("regatta.work", "s/1", "{}"));
        assertThat(log.pending(Set.of(3), 0, 9)).hasSize(version >= 8 ? 1 : 0);
    }

    private static void assertRunIsWhole(Database database) {
        RunService runs = new RunService(new SqlTrackingStore(database), InstantSource.system(), UUID::randomUUID);
        Run run = runs.get("r1");
        Metric nan = new Metric("loss", Double.NaN, 12, 2);
        assertThat(run.info().endTimeMs()).hasValue(20);
        assertThat(run.latest()).containsExactly(new Metric("accuracy", 0.9, 11, 1), nan);
        assertThat(run.params()).containsExactly(Map.entry("lr", "0.1"));
        assertThat(run.tags()).containsEntry("mlflow.runName", "first");
        assertThat(runs.history("r1", "loss")).containsExactly(new Metric("loss", 0.5, 11, 1), nan);
        assertThat(runs.ofTrial("s/1")).hasValue(run.info());
        assertThat(new SqlTrackingStore(database)
                        .<String>read(rows ->
                                rows.experimentNamed("é").orElseThrow().tags().get("team")))
                .isEqualTo("a");
    }

    /** A new migration must be added here, with what it could first write. */
    @Test
    void everyReleaseIsTried() {
        try (Database database = Database.open(folder.resolve("newest.db"))) {
            assertThat(database.<String, RuntimeException>read(Schema::version)).isEqualTo(Integer.toString(NEWEST));
        }
    }

    private static int count(Database database, String table) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Integer.class)
                .one());
    }
}
