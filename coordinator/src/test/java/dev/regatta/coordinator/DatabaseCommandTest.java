package dev.regatta.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.store.Database;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DatabaseCommandTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.ofEpochMilli(90_000_000)); // a day and an hour

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = new CommandLine(new DatabaseCommand(CLOCK));
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        String[] all = Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of("--data-dir", folder.resolve("data").toString()))
                .toArray(String[]::new);
        return command.execute(all);
    }

    private void deletedRun(String id, long startMs) {
        try (Database database = Database.open(folder.resolve("data/regatta.db"))) {
            database.useWrite(handle -> handle.execute(
                    "INSERT INTO run SELECT coalesce(max(number), 0) + 1, ?, 0, 'n', 'u', 'FINISHED', ?, NULL,"
                            + " 'mlflow-artifacts:/0/' || ? || '/artifacts', 'deleted' FROM run",
                    id,
                    startMs,
                    id));
        }
    }

    @Test
    void backupIsRestoredIntoAnotherDataDirectory() {
        deletedRun("a", 1);
        String backup = folder.resolve("backup").toString();
        assertThat(run("backup", "--to", backup)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("rows of 20 tables backed up");

        assertThat(run("restore", "--from", backup)).isEqualTo(1);
        assertThat(err.toString()).contains("must be empty");
        String other = "jdbc:sqlite:" + folder.resolve("other/regatta.db");
        assertThat(run("restore", "--from", backup, "--database", other))
                .as(err.toString())
                .isZero();
    }

    @Test
    void runsOfLessThanThatAgeStay() {
        deletedRun("old", 0);
        deletedRun("new", 10_000_000);
        assertThat(run("gc", "--older-than-days", "1")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("1 deleted runs removed");
        assertThat(run("vacuum")).isZero();
        assertThat(run("gc", "--older-than-days", "0")).isZero();
        assertThat(out.toString()).contains("done").endsWith("1 deleted runs removed" + System.lineSeparator());
    }

    @Test
    void wrongInputIsNamed() {
        assertThat(run("gc", "--older-than-days", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("older-than-days is -1, must be ≥ 0");
        assertThat(run("vacuum")).isEqualTo(1);
        assertThat(err.toString()).contains("regatta.db", "no such file");
    }
}
