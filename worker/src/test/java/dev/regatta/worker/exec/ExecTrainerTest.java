package dev.regatta.worker.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.Workload;
import dev.regatta.worker.attempt.AttemptContext;
import dev.regatta.worker.attempt.AttemptOutcome;
import dev.regatta.worker.attempt.Progress;
import dev.regatta.worker.attempt.Snapshot;
import dev.regatta.worker.attempt.TrialSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs as shells run them. */
class ExecTrainerTest {

    /** Counts to 4, each step kept in its folder by renaming; then waits at step 2 unless it was resumed. */
    private static final String COUNTER = """
            cd "$REGATTA_CHECKPOINT_DIR"
            n=0; resumed=no
            if [ -f count ]; then n=$(cat count); resumed=yes; fi
            while [ "$n" -lt 4 ]; do
              n=$((n + 1)); echo "$n" >next; mv next count
              echo "{\\"step\\": $n, \\"value\\": $n}"
              if [ "$n" = 2 ] && [ "$resumed" = no ]; then while :; do sleep 1; done; fi
            done
            """;

    private final List<Snapshot> saved = new ArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private int stopAfter = Integer.MAX_VALUE;
    private long outputBytes = Program.OUTPUT_BYTES;

    private AttemptOutcome run(Optional<byte[]> state, int limitSeconds, String script) {
        TrialSettings settings = new TrialSettings(
                new Parameters(Map.of("method", "exec", "rate", 0.5)),
                new Workload.Exec(List.of("/bin/sh", "-c", script), limitSeconds),
                new DatasetSpec("generated", Optional.empty(), Optional.empty(), Optional.empty(), 1),
                7,
                1);
        return new ExecTrainer(ExecTrainerTest::unexpected, true, Duration.ofSeconds(5), outputBytes)
                .run(settings, state, context());
    }

    private static AttemptOutcome unexpected(TrialSettings settings, Optional<byte[]> state, AttemptContext context) {
        throw new AssertionError("not a program: " + settings);
    }

    private AttemptContext context() {
        return new AttemptContext() {
            @Override
            public boolean stopRequested() {
                return saved.size() >= stopAfter;
            }

            @Override
            public void progress(Progress progress) {}

            @Override
            public void checkpoint(Snapshot snapshot) {
                saved.add(snapshot);
            }

            @Override
            public void log(String line) {
                logged.add(line);
            }
        };
    }

    @Test
    void whatAProgramSaysBesideItsMetricsIsLogged() {
        run(Optional.empty(), 60, "echo '<b>hello</b>'; echo trouble >&2; echo '{\"step\": 1, \"loss\": 2}'");

        assertThat(logged).containsExactlyInAnyOrder("<b>hello</b>", "trouble");
    }

    @Test
    void aPreemptedProgramGoesOnFromItsFolder() {
        stopAfter = 2;
        assertThat(run(Optional.empty(), 60, COUNTER)).isEqualTo(new AttemptOutcome.Yielded());
        assertThat(saved).extracting(Snapshot::step).containsExactly(1L, 2L, 2L);
        byte[] state = saved.get(2).state();
        saved.clear();
        stopAfter = Integer.MAX_VALUE;
        assertThat(run(Optional.of(state), 60, COUNTER))
                .isEqualTo(new AttemptOutcome.Completed(Map.of("value", 4.0), "", List.of()));
        assertThat(saved).extracting(Snapshot::step).containsExactly(3L, 4L, 4L);
        assertThat(run(Optional.of(saved.get(2).state()), 60, "exit 9"))
                .isEqualTo(new AttemptOutcome.Completed(Map.of("value", 4.0), "", List.of()));
    }

    @Test
    void whatAProgramSaysInItsTimeOfGraceIsTaken() {
        stopAfter = 1;
        run(Optional.empty(), 60, """
                trap 'echo "{\\"step\\": 2, \\"value\\": 2}"; exit 0' TERM
                echo '{"step": 1, "value": 1}'
                while :; do sleep 0.05; done
                """);
        assertThat(saved).extracting(Snapshot::step).containsExactly(1L, 2L, 2L);
        assertThat(saved.get(1).metrics()).containsEntry("value", 2.0);
    }

    @Test
    void theParametersAreReadFromAFileAndWhatIsNoMetricIsLeftOut() {
        AttemptOutcome outcome = run(Optional.empty(), 60, """
                echo hello; echo '{"step": 0, "a": 1}'; echo '{"step": 1}'; echo '[1]'
                grep -q '"rate":0.5' "$REGATTA_PARAMETERS" && ! grep -q method "$REGATTA_PARAMETERS" || exit 1
                printf '{"step": 3, "loss": NaN, "name": "x", "seed": %s}' "$REGATTA_SEED"
                """);
        assertThat(outcome)
                .isEqualTo(new AttemptOutcome.Completed(Map.of("loss", Double.NaN, "seed", 7.0), "", List.of()));
    }

    @Test
    void aFailureTellsTheLastLinesOfStandardError() {
        assertThatThrownBy(() -> run(Optional.empty(), 60, "echo first >&2; echo last >&2; exit 3"))
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("first\nlast");
        assertThat(run(Optional.empty(), 60, "exit 0")).isInstanceOf(AttemptOutcome.Invalid.class);
    }

    @Test
    void whatRunsTooLongIsEndedWithAllThatItStarted(@TempDir Path folder) throws IOException {
        Path pid = folder.resolve("pid");
        AttemptOutcome outcome = run(Optional.empty(), 1, "sleep 600 & echo $! >'" + pid + "'; wait");
        assertThat(outcome)
                .isEqualTo(
                        new AttemptOutcome.Invalid("the program ran for longer than time_limit_seconds, which is 1"));
        long child = Long.parseLong(Files.readString(pid).strip());
        // A process that has ended and was not waited for has no command any more.
        assertThat(ProcessHandle.of(child).flatMap(process -> process.info().command()))
                .isEmpty();
    }

    @Test
    @Timeout(60)
    void whatAProgramLeavesBehindUnseenDoesNotKeepItsTrial(@TempDir Path folder) throws IOException {
        Path pid = folder.resolve("pid");
        String script = "sleep 0.03; (sleep 100 & echo $! >'" + pid + "'); echo '{\"step\": 1, \"loss\": 2}'";
        try {
            assertThat(run(Optional.empty(), 90, script))
                    .isEqualTo(new AttemptOutcome.Completed(Map.of("loss", 2.0), "", List.of()));
        } finally {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aProgramThatWritesTooMuchIsNotTriedAgainHoweverItEnds() {
        outputBytes = 10_000;
        AttemptOutcome invalid = new AttemptOutcome.Invalid("the program wrote more than 10000 bytes of output");
        assertThat(run(Optional.empty(), 60, "exec yes")).isEqualTo(invalid);
        assertThat(run(Optional.empty(), 60, "head -c 20000 /dev/zero; exit 3")).isEqualTo(invalid);
    }

    @Test
    void aProgramThatWritesManyLinesIsNotHeldUp() {
        AttemptOutcome outcome = run(Optional.empty(), 20, "yes | head -n 50000; echo '{\"step\": 1, \"loss\": 2}'");
        assertThat(outcome).isEqualTo(new AttemptOutcome.Completed(Map.of("loss", 2.0), "", List.of()));
    }

    @Test
    void aWorkerThatMayNotRunProgramsSaysSo() {
        TrialSettings settings = new TrialSettings(
                Parameters.NONE,
                new Workload.Exec(List.of("true"), 1),
                new DatasetSpec("generated", Optional.empty(), Optional.empty(), Optional.empty(), 1),
                7,
                1);
        assertThat(new ExecTrainer(ExecTrainerTest::unexpected, false, Duration.ofSeconds(1))
                        .run(settings, Optional.empty(), context()))
                .isInstanceOfSatisfying(
                        AttemptOutcome.Invalid.class,
                        invalid -> assertThat(invalid.message()).contains("--allow-exec"));
    }
}
