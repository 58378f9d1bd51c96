package dev.regatta.coordinator.runtime;

import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.study.Attempt;
import dev.regatta.coordinator.study.AttemptState;
import dev.regatta.coordinator.study.Replay;
import dev.regatta.coordinator.study.Studies;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.coordinator.study.StudyStatus;
import dev.regatta.coordinator.study.Trial;
import dev.regatta.coordinator.study.TrialState;
import dev.regatta.protocol.AttemptId;
import dev.regatta.protocol.CheckpointRef;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.event.AttemptCompleted;
import dev.regatta.protocol.event.AttemptFailed;
import dev.regatta.protocol.event.AttemptQueued;
import dev.regatta.protocol.event.AttemptYielded;
import dev.regatta.protocol.event.CheckpointSaved;
import dev.regatta.protocol.event.EpochReported;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.study.PrunerSpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole studies in virtual time with workers that claim, report, yield, fail, vanish and speak again too late. */
class RandomFleetTest {

    private static final int TRIALS = 6;
    private static final int CONCURRENCY = 3;
    private static final int LAST_EPOCH = 3;
    private static final int ENOUGH_STEPS = 20_000;

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final StudyRuntime runtime = newRuntime();
    private final List<byte[]> sent = new ArrayList<>();
    private long offset;
    private long sequence = 1;

    private StudyRuntime newRuntime() {
        return new StudyRuntime(
                log,
                (topic, partition, at, value, reason) -> {
                    throw new AssertionError(reason);
                },
                Clock.fixed(NOON, ZoneOffset.UTC),
                reply -> {});
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    /** By turns none, one that ends trials, and one that pauses and promotes them. */
    private static CreateStudy study(int seed) {
        PrunerSpec pruner = switch (seed % 4) {
            case 1 -> new PrunerSpec.Asha(PrunerSpec.Mode.STOPPING, 1, Optional.of(3L), 2, 0);
            case 2 -> new PrunerSpec.Asha(PrunerSpec.Mode.PROMOTION, 1, Optional.of(3L), 2, 0);
            case 3 -> new PrunerSpec.Hyperband(PrunerSpec.Mode.PROMOTION, 1, 3, 2);
            default -> new PrunerSpec.None();
        };
        return new CreateStudy(
                "request-1", ID, Studies.spec(TRIALS, CONCURRENCY).with(pruner));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyStudyEndsWithEachTrialEndedOnceAndTheJournalReplays(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        deliver(Json.bytes(study(seed)));
        int steps = 0;
        while (study().status() == StudyStatus.RUNNING && steps++ < ENOUGH_STEPS) {
            step(random);
            assertInvariants();
        }
        assertThat(study().status()).isEqualTo(StudyStatus.COMPLETED);
        assertThat(study().trials())
                .hasSize(TRIALS)
                .noneMatch(trial -> trial.state().isActive());
        assertReplays();
        StudyRuntime restarted = newRuntime();
        restarted.restore();
        assertThat(restarted.states()).isEqualTo(runtime.states());
    }

    private void step(SplittableRandom random) {
        Trial trial = study().trials().get(random.nextInt(study().trials().size()));
        AttemptId attempt = new AttemptId(trial.id(), trial.attempts().size());
        WorkerId worker = new WorkerId("worker-" + random.nextInt(4));
        Attempt current = trial.current().orElseThrow();
        if (!sent.isEmpty() && random.nextInt(4) == 0) {
            deliver(sent.get(random.nextInt(sent.size()))); // a repeat, or a zombie's late word
        } else if (trial.state() == TrialState.QUEUED) {
            deliver(Json.bytes(new ClaimAttempt(attempt, worker, Optional.of("claim"))));
        } else if (trial.state() == TrialState.RUNNING || trial.state() == TrialState.STOPPING) {
            FactHeader header = new FactHeader(
                    attempt, current.leaseEpoch(), sequence++, current.worker().orElseThrow());
            run(random, trial, header);
        }
    }

    private void run(SplittableRandom random, Trial trial, FactHeader header) {
        int epoch = trial.reportedEpoch() + 1;
        int bound = trial.state() == TrialState.STOPPING ? 4 : 12;
        switch (random.nextInt(bound)) {
            case 0 -> runtime.execute(new ExpireLease(header.attempt(), header.leaseEpoch(), "vanished"));
            case 1 -> deliver(Json.bytes(new AttemptYielded(header, "SIGTERM")));
            case 2 -> deliver(Json.bytes(new AttemptFailed(header, FailureKind.INFRASTRUCTURE, "lost its disk")));
            default -> {
                if (epoch > LAST_EPOCH) {
                    deliver(Json.bytes(new AttemptCompleted(header, Map.of("accuracy", random.nextDouble()), "ff")));
                } else {
                    CheckpointRef checkpoint = new CheckpointRef("key", epoch, epoch, 1, "00");
                    deliver(Json.bytes(new CheckpointSaved(header, checkpoint)));
                    FactHeader next =
                            new FactHeader(header.attempt(), header.leaseEpoch(), sequence++, header.worker());
                    deliver(Json.bytes(new EpochReported(next, epoch, epoch, Map.of("accuracy", random.nextDouble()))));
                }
            }
        }
    }

    private void deliver(byte[] record) {
        sent.add(record);
        runtime.process(new InboxBatch(0, offset, offset + 1, List.of(new InboxBatch.RawRecord(offset, record))));
        offset++;
    }

    /** Every decision can be derived again from the journal, and none can be changed unnoticed. */
    private void assertReplays() {
        assertThat(difference(log.after(0, Optional.of(ID), Integer.MAX_VALUE))).isEmpty();
        List<JournalEntry> journal = new ArrayList<>(log.after(0, Optional.of(ID), Integer.MAX_VALUE));
        for (int i = 0; i < journal.size(); i++) {
            if (journal.get(i).event() instanceof AttemptQueued queued) {
                JournalEntry entry = journal.get(i);
                AttemptQueued changed = new AttemptQueued(queued.attempt(), queued.reason() + "!");
                journal.set(i, new JournalEntry(entry.position(), entry.at(), changed));
                assertThat(difference(journal)).map(Replay.Difference::position).contains(entry.position());
                journal.set(i, entry);
            }
        }
    }

    private static Optional<Replay.Difference> difference(List<JournalEntry> journal) {
        Replay replay = new Replay();
        for (JournalEntry entry : journal) {
            Optional<Replay.Difference> difference = replay.take(entry);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return replay.missing().map(next -> new Replay.Difference(-1, next, "the journal's end"));
    }

    private void assertInvariants() {
        assertThat(study().active()).isBetween(0, CONCURRENCY);
        for (Trial trial : study().trials()) {
            List<Attempt> attempts = trial.attempts();
            assertThat(attempts.stream().filter(attempt -> attempt.endedAt().isEmpty()))
                    .hasSize(trial.state().isActive() ? 1 : 0);
            assertThat(attempts.stream().filter(attempt -> attempt.state() == AttemptState.COMPLETED))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(attempts.stream().map(Attempt::leaseEpoch).filter(epoch -> epoch > 0))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private StudyState study() {
        return Optional.ofNullable(runtime.states().get(ID)).orElseThrow();
    }
}
