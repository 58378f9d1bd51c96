package dev.regatta.worker.exec;

import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.event.AttemptCompleted;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution of a program, from its restored folder to its end. Each line with metrics becomes a checkpoint of the
 * folder as it then is. Used by one thread.
 */
final class ProgramRun {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramRun.class);
    private static final Duration TICK = Duration.ofMillis(100);
    /** What programs have no business with. */
    private static final Set<String> WITHHELD = Set.of(
            "REGATTA_TOKEN_FILE", "MLFLOW_TRACKING_TOKEN", "MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_PASSWORD");

    private final TrialSettings settings;
    private final Workload.Exec exec;
    private final AttemptContext context;
    private final Path folder;
    private final Path checkpoint;
    private final Duration grace;
    private final long outputBytes;
    private ProgramState state;
    private int malformed;

    ProgramRun(
            TrialSettings settings,
            Workload.Exec exec,
            ProgramState before,
            AttemptContext context,
            Path folder,
            Duration grace,
            long outputBytes) {
        this.settings = settings;
        this.exec = exec;
        this.state = before;
        this.context = context;
        this.folder = folder;
        this.checkpoint = folder.resolve("checkpoint");
        this.grace = grace;
        this.outputBytes = outputBytes;
    }

    static AttemptOutcome completed(ProgramState state) {
        return new AttemptOutcome.Completed(state.metrics(), AttemptCompleted.NO_WEIGHTS, List.of());
    }

    AttemptOutcome run() throws IOException {
        Files.createDirectories(checkpoint);
        FolderArchive.unpack(state.folder(), checkpoint);
        tellProgress();
        Program program;
        try {
            program = Program.start(exec.command(), environment(), WITHHELD, outputBytes, context::log);
        } catch (IOException e) {
            return new AttemptOutcome.Invalid("the program cannot be started: " + e.getMessage());
        }
        try {
            return follow(program);
        } catch (FolderArchive.TooLargeException e) {
            return new AttemptOutcome.Invalid(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AttemptOutcome.Yielded();
        } finally {
            program.end();
            if (malformed > 0) {
                LOG.warn("{} lines of the program's output were no metrics and were left out", malformed);
            }
        }
    }

    private Map<String, String> environment() throws IOException {
        Map<String, Object> parameters =
                new LinkedHashMap<>(settings.parameters().values());
        parameters.remove("method");
        Path file = Files.writeString(folder.resolve("parameters.json"), Json.text(parameters));
        return Map.of(
                "REGATTA_PARAMETERS", file.toString(),
                "REGATTA_CHECKPOINT_DIR", checkpoint.toString(),
                "REGATTA_SEED", Long.toString(settings.seed()),
                "REGATTA_GRACE_SECONDS", Long.toString(grace.toSeconds()));
    }

    private AttemptOutcome follow(Program program) throws IOException, InterruptedException {
        long deadline =
                System.nanoTime() + Duration.ofSeconds(exec.timeLimitSeconds()).toNanos();
        while (program.isAlive()) {
            take(program.nextLine(TICK));
            if (context.stopRequested()) {
                return giveBack(program);
            }
            if (program.overflowed()) {
                return tooMuch();
            }
            if (System.nanoTime() > deadline) {
                return new AttemptOutcome.Invalid(
                        "the program ran for longer than time_limit_seconds, which is " + exec.timeLimitSeconds());
            }
        }
        program.kill(); // what it left behind
        takeRest(program);
        return program.overflowed() ? tooMuch() : ended(program);
    }

    private AttemptOutcome tooMuch() {
        return new AttemptOutcome.Invalid("the program wrote more than " + outputBytes + " bytes of output");
    }

    /** SIGTERM, the time of grace, SIGKILL; then the folder is saved as it is. */
    private AttemptOutcome giveBack(Program program) throws IOException, InterruptedException {
        program.terminate();
        long deadline = System.nanoTime() + grace.toNanos();
        while (program.isAlive() && System.nanoTime() < deadline) {
            take(program.nextLine(TICK));
        }
        program.kill();
        takeRest(program);
        save(Snapshot.Kind.MID_EPOCH, Map.of());
        return new AttemptOutcome.Yielded();
    }

    private AttemptOutcome ended(Program program) throws IOException {
        if (program.exitCode() != 0) {
            throw new IllegalStateException(
                    "the program ended with exit code " + program.exitCode() + ": " + program.lastErrors());
        }
        if (state.step() == 0) {
            return new AttemptOutcome.Invalid(
                    "the program ended without a line of metrics, such as {\"step\": 1, \"loss\": 0.5}");
        }
        state = new ProgramState(state.step(), state.metrics(), true, state.folder());
        save(Snapshot.Kind.EVALUATED, Map.of());
        return completed(state);
    }

    private void takeRest(Program program) throws IOException, InterruptedException {
        for (Optional<String> line = program.rest(); line.isPresent(); line = program.rest()) {
            take(line);
        }
        if (program.isHeldOpen()) {
            context.log(
                    "the program has ended; something that it started still holds its output, which is not read on");
        }
    }

    private void take(Optional<String> line) throws IOException {
        if (line.isEmpty()) {
            return;
        }
        Optional<MetricLine> metrics = MetricLine.parse(line.get());
        if (metrics.isEmpty()) {
            malformed++;
            context.log(line.get());
        } else if (metrics.get().step() > state.step()) { // a resumed program may say a step again
            state = new ProgramState(metrics.get().step(), metrics.get().metrics(), false, state.folder());
            save(Snapshot.Kind.EPOCH_END, state.metrics());
            tellProgress();
        }
    }

    private void save(Snapshot.Kind kind, Map<String, Double> metrics) throws IOException {
        byte[] packed = FolderArchive.pack(checkpoint).orElse(state.folder());
        state = new ProgramState(state.step(), state.metrics(), state.completed(), packed);
        context.checkpoint(new Snapshot(state.step(), state.step(), kind, metrics, state.encode(), Optional.empty()));
    }

    private void tellProgress() {
        context.progress(new Progress(
                Progress.Phase.TRAINING, state.step(), state.step(), state.step(), state.step(), Double.NaN));
    }
}
