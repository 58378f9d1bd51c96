package dev.regatta.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.coordinator.artifacts.ArtifactFolder;
import dev.regatta.coordinator.store.tracking.SqlTrackingStore;
import dev.regatta.coordinator.tracking.NewRun;
import dev.regatta.coordinator.tracking.RunService;
import dev.regatta.coordinator.tracking.model.Batch;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Param;
import dev.regatta.coordinator.tracking.model.Run;
import dev.regatta.coordinator.tracking.model.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BackupTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"sqlite, sqlite", "postgresql, postgresql", "sqlite, postgresql", "postgresql, sqlite"})
    void restoredDatabaseHoldsAllThatWasThere(String from, String to) throws Exception {
        DatabaseConfig source = database(from, "source");
        Path artifacts = artifacts("source", "files/0/r/artifacts/model.bin");
        Run before;
        List<Metric> history;
        try (Database database = Database.open(source)) {
            RunService runs = runs(database);
            before = filled(runs);
            history = runs.history(before.info().runId(), "loss");
            Backup.write(source, artifacts, folder.resolve("backup")); // while it is open, as a running server's is
        }

        DatabaseConfig target = database(to, "target");
        Map<String, Long> restored = Restore.read(folder.resolve("backup"), target, folder.resolve("target/artifacts"));

        assertThat(restored).containsEntry("metric", (long) history.size()).containsEntry("run", 1L);
        try (Database database = Database.open(target)) {
            RunService runs = runs(database);
            assertThat(runs.get(before.info().runId())).isEqualTo(before);
            assertThat(runs.history(before.info().runId(), "loss")).isEqualTo(history);
            assertThat(filled(runs).info().runId()).isNotEqualTo(before.info().runId());
        }
        assertThat(folder.resolve("target/artifacts/files/0/r/artifacts/model.bin"))
                .hasContent("weights");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void backupOfARunningServerIsOneMomentsState(String system) throws Exception {
        DatabaseConfig source = database(system, "source");
        try (Database database = Database.open(source)) {
            RunService runs = runs(database);
            String run = filled(runs).info().runId();
            AtomicBoolean done = new AtomicBoolean();
            Thread writer = new Thread(() -> {
                for (int i = 0; !done.get(); i++) {
                    runs.log(
                            run,
                            new Batch(
                                    List.of(new Metric("a", i, 1, i), new Metric("b", i, 1, i)), List.of(), List.of()));
                }
            });
            writer.start();
            Backup.write(source, folder.resolve("none"), folder.resolve("backup"));
            done.set(true);
            writer.join();
        }
        DatabaseConfig target = database(system, "target");
        Restore.read(folder.resolve("backup"), target, folder.resolve("target/artifacts"));
        try (Database database = Database.open(target)) {
            RunService runs = runs(database);
            String run = database.read(handle -> handle.createQuery("SELECT run_id FROM run")
                    .mapTo(String.class)
                    .one());
            int logged = runs.history(run, "a").size();
            assertThat(runs.history(run, "b")).as("what one transaction wrote").hasSize(logged);
            assertThat(runs.get(run).latest())
                    .filteredOn(point -> point.key().equals("a"))
                    .extracting(Metric::step)
                    .containsExactlyElementsOf(logged == 0 ? List.of() : List.of(logged - 1L));
        }
    }

    @Test
    void everyTableIsBackedUpButWhatAnInstallationIsKnownBy() {
        try (Database database = Database.open(folder.resolve("regatta.db"))) {
            List<String> tables = database.read(handle -> handle.createQuery("SELECT name FROM sqlite_master "
                            + "WHERE type = 'table' AND name NOT LIKE 'flyway%' AND name NOT LIKE 'sqlite%'")
                    .mapTo(String.class)
                    .list());
            assertThat(tables)
                    .contains("coordination")
                    .containsAll(Schema.TABLES)
                    .hasSize(Schema.TABLES.size() + 1);
        }
    }

    @Test
    void backupOfAnOlderVersionIsBroughtUpToDate() throws Exception {
        DatabaseConfig source = database("sqlite", "source");
        Backend.of(source).prepare("2");
        Backup.write(source, folder.resolve("none"), folder.resolve("backup"));

        DatabaseConfig target = database("postgresql", "target");
        Restore.read(folder.resolve("backup"), target, folder.resolve("target/artifacts"));

        try (Database database = Database.open(target)) {
            assertThat(filled(runs(database)).params()).isNotEmpty();
        }
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        DatabaseConfig source = database("sqlite", "source");
        try (Database database = Database.open(source)) {
            filled(runs(database));
        }
        Path backup = folder.resolve("backup");
        Backup.write(source, folder.resolve("none"), backup);

        assertThatThrownBy(() -> Backup.write(source, folder.resolve("none"), backup))
                .hasMessageContaining("must not exist yet");
        assertThatThrownBy(() -> Restore.read(backup, source, folder.resolve("none")))
                .hasMessageContaining("must be empty");
    }

    @Test
    void backupThatWasInterruptedIsNotRestored() throws Exception {
        DatabaseConfig source = database("sqlite", "source");
        Database.open(source).close();
        Path backup = folder.resolve("backup");
        Backup.write(source, folder.resolve("none"), backup);
        Files.delete(backup.resolve("backup.json"));

        assertThatThrownBy(() -> Restore.read(backup, database("sqlite", "target"), folder.resolve("none")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("is not whole");
    }

    @Test
    void databaseThatIsNotThereIsNamed() {
        DatabaseConfig none = DatabaseConfig.sqlite(folder.resolve("none.db"));
        assertThatThrownBy(() -> Backup.write(none, folder, folder.resolve("backup")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("none.db");
        assertThat(folder.resolve("none.db")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void deletedRunsOfThatAgeGoForGoodAndOthersStay(String system) throws Exception {
        DatabaseConfig config = database(system, "source");
        Path artifacts = folder.resolve("artifacts");
        try (Database database = Database.open(config)) {
            RunService runs = runs(database);
            Run kept = filled(runs);
            Run deleted = filled(runs);
            Run recent = runs.create(new NewRun(0, Optional.empty(), "u", OptionalLong.of(5_000), List.of()));
            runs.log(
                    deleted.info().runId(),
                    new Batch(
                            IntStream.range(0, 1000)
                                    .mapToObj(step -> new Metric("long", step, 1, step))
                                    .toList(),
                            List.of(),
                            List.of()));
            for (Run run : List.of(kept, deleted)) {
                Path file = artifacts.resolve("files/0/" + run.info().runId() + "/artifacts/a");
                Files.createDirectories(file.getParent());
                Files.writeString(file, "x");
            }
            runs.delete(deleted.info().runId());
            runs.delete(recent.info().runId());

            assertThat(Retention.removeDeletedRuns(config, new ArtifactFolder(artifacts), 5_000))
                    .isEqualTo(1);
            Retention.vacuum(config);

            assertThat(runs.get(kept.info().runId())).isEqualTo(kept);
            assertThat(runs.get(recent.info().runId()).info().stage()).isNotNull();
            assertThatThrownBy(() -> runs.get(deleted.info().runId())).hasMessageContaining("not found");
            assertThat(artifacts.resolve("files/0"))
                    .isDirectoryNotContaining(file ->
                            file.getFileName().toString().equals(deleted.info().runId()));
            assertThat(artifacts.resolve("files/0/" + kept.info().runId() + "/artifacts/a"))
                    .exists();
            assertThat(points(database)).isEqualTo(2);
        }
    }

    private static int points(Database database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM metric")
                .mapTo(Integer.class)
                .one());
    }

    private DatabaseConfig database(String system, String name) {
        return system.equals("sqlite")
                ? DatabaseConfig.sqlite(folder.resolve(name).resolve("regatta.db"))
                : PostgresForTests.withoutTables();
    }

    private Path artifacts(String name, String file) throws IOException {
        Path artifacts = folder.resolve(name).resolve("artifacts");
        Files.createDirectories(artifacts.resolve(file).getParent());
        Files.writeString(artifacts.resolve(file), "weights");
        return artifacts;
    }

    private static RunService runs(Database database) {
        return new RunService(new SqlTrackingStore(database), InstantSource.system(), UUID::randomUUID);
    }

    private static Run filled(RunService runs) {
        String run = runs.create(new NewRun(0, Optional.of("é\n'quoted'"), "u", OptionalLong.of(1_000), List.of()))
                .info()
                .runId();
        runs.log(
                run,
                new Batch(
                        List.of(
                                new Metric("loss", Double.POSITIVE_INFINITY, 1, 1),
                                new Metric("loss", Double.NaN, 2, Long.MAX_VALUE)),
                        List.of(new Param("p", "")),
                        List.of(new Tag("t", "\u0001 ☃"))));
        return runs.get(run);
    }
}
