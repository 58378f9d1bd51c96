package dev.regatta.worker.mlflow;

import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.Artifact;
import dev.regatta.worker.attempt.MetricPoint;
import dev.regatta.worker.attempt.RunLogger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs to an MLflow tracking server through its official client and a queue on disk. Thread-safe. */
public final class MlflowRunLogger implements RunLogger, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MlflowRunLogger.class);

    private final SpoolSender sender;
    private final long largestArtifact;
    private final InstantSource clock;

    /**
     * Where to log to, and through what.
     *
     * @param servers the tracking server's addresses: the next is asked when one fails
     * @param token sent as bearer token
     * @param spool the folder of the queue's file
     * @param spoolBytes what may wait in it at most
     */
    public record Target(List<URI> servers, Optional<String> token, Path spool, long spoolBytes) {}

    /** How long to wait for an answer, and between tries. */
    record Patience(Duration deadline, Backoff backoff) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(10), Backoff.USUAL);
    }

    private MlflowRunLogger(SpoolSender sender, long largestArtifact, InstantSource clock) {
        this.sender = sender;
        this.largestArtifact = largestArtifact;
        this.clock = clock;
    }

    /**
     * Opens the queue; what an earlier process left in it is sent first.
     *
     * @throws IOException if the queue's folder cannot be written; the message names it
     */
    public static MlflowRunLogger open(Target target, InstantSource clock) throws IOException {
        return open(target, clock, Patience.USUAL);
    }

    static MlflowRunLogger open(Target target, InstantSource clock, Patience patience) throws IOException {
        SpoolSender sender = new SpoolSender(
                Spool.openIn(target.spool(), target.spoolBytes()),
                new DeadlineClient(target.servers(), target.token(), patience.deadline()),
                new ArtifactUploads(target.token(), patience.deadline()),
                patience.backoff());
        return new MlflowRunLogger(sender, target.spoolBytes() / 2, clock);
    }

    @Override
    public CompletableFuture<String> open(TrackedRun run) {
        return sender.add(new LogCall.Open(run, clock.instant().toEpochMilli()));
    }

    @Override
    public CompletableFuture<Void> log(TrialId trial, List<MetricPoint> points) {
        return done(sender.add(new LogCall.Log(trial, points)));
    }

    @Override
    public CompletableFuture<Void> store(TrialId trial, Artifact artifact) {
        if (artifact.content().length > largestArtifact) {
            LOG.warn("{} of {} is not stored, must be ≤ {} bytes (spool-mb)", artifact, trial, largestArtifact);
            return CompletableFuture.completedFuture(null);
        }
        return done(sender.add(new LogCall.Store(trial, artifact.path()), artifact.content()));
    }

    @Override
    public CompletableFuture<Void> end(TrialId trial, RunStatus status, Map<String, String> tags, Instant at) {
        return done(sender.add(new LogCall.End(trial, status, tags, at.toEpochMilli())));
    }

    private static CompletableFuture<Void> done(CompletableFuture<String> answer) {
        return answer.thenAccept(run -> {});
    }

    @Override
    public void abandon() {
        sender.clear();
    }

    @Override
    public void close() throws IOException {
        sender.close();
    }
}
