package dev.regatta.worker.exec;

import dev.regatta.protocol.study.Workload;
import dev.regatta.worker.attempt.AttemptContext;
import dev.regatta.worker.attempt.AttemptOutcome;
import dev.regatta.worker.attempt.TrialSettings;
import dev.regatta.worker.attempt.TrialTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out trials whose study names a program, if this worker may run programs; hands all others on. A study file then
 * decides what runs here with this worker's rights, so it must be allowed on the worker itself.
 */
public final class ExecTrainer implements TrialTrainer {
    private static final Logger LOG = LoggerFactory.getLogger(ExecTrainer.class);
    private static final int DELETIONS = 3;

    private final TrialTrainer others;
    private final boolean allowed;
    private final Duration grace;
    private final long outputBytes;

    /**
     * @param others carries out what is no program
     * @param allowed whether programs may be run
     * @param grace from SIGTERM to SIGKILL, when a program is to end
     */
    public ExecTrainer(TrialTrainer others, boolean allowed, Duration grace) {
        this(others, allowed, grace, Program.OUTPUT_BYTES);
    }

    /** @param outputBytes that a program may write */
    ExecTrainer(TrialTrainer others, boolean allowed, Duration grace, long outputBytes) {
        this.others = others;
        this.allowed = allowed;
        this.grace = grace;
        this.outputBytes = outputBytes;
    }

    @Override
    public AttemptOutcome run(TrialSettings settings, Optional<byte[]> state, AttemptContext context) {
        if (!(settings.workload() instanceof Workload.Exec exec)) {
            return others.run(settings, state, context);
        }
        if (!allowed) {
            return new AttemptOutcome.Invalid(
                    "method is exec, which this worker runs only if it was started with --allow-exec");
        }
        ProgramState before = state.map(ProgramState::decode).orElse(ProgramState.START);
        if (before.completed()) {
            return ProgramRun.completed(before);
        }
        return inFolder(settings, exec, before, context);
    }

    private AttemptOutcome inFolder(
            TrialSettings settings, Workload.Exec exec, ProgramState before, AttemptContext context) {
        try {
            Path folder = Files.createTempDirectory("regatta-exec");
            try {
                return new ProgramRun(settings, exec, before, context, folder, grace, outputBytes).run();
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What cannot be deleted stays: the outcome is worth more, and what the program had started may write still. */
    private static void delete(Path folder) {
        for (int i = 0; i < DELETIONS; i++) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
                return;
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("{} is not deleted yet: {}", folder, e.toString());
            }
        }
    }
}
