package dev.regatta.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.kafka.FreePorts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Broker, server and workers on this machine, each a process of its own. Ends them in the reverse order: the workers
 * save and yield while broker and server still listen. Thread-safe.
 */
final class LocalInstallation implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int MOST_RESTARTS = 5;

    /**
     * What to start.
     *
     * @param dataDirectory everything is kept below it
     * @param httpPort of the server; 0: a free one, as for the two others
     * @param threads the engine's threads in each worker
     * @param data the folder of the data set's files, for studies that name none
     */
    record Settings(
            Path dataDirectory,
            int httpPort,
            int kafkaPort,
            int hazelcastPort,
            int workers,
            int threads,
            Optional<Path> data,
            Optional<Path> tokenFile) {}

    private final Launcher launcher;
    private final Settings settings;
    private final Deque<ChildProcess> children = new ArrayDeque<>();
    private final CompletableFuture<CliException> failure = new CompletableFuture<>();
    private boolean closed;
    private int restarts;

    private LocalInstallation(Launcher launcher, Settings settings) {
        this.launcher = launcher;
        this.settings = settings;
    }

    /** Nothing runs yet; to be closed whatever happens. */
    static LocalInstallation of(Launcher launcher, Settings settings) {
        return new LocalInstallation(launcher, settings);
    }

    /**
     * Starts everything and returns the server's address.
     *
     * @throws CliException if a part cannot start; without a line if it was closed meanwhile
     */
    URI start() {
        try {
            return startParts();
        } catch (CliException e) {
            throw isClosed() ? CliException.failure(List.of()) : e;
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private URI startParts() {
        ChildProcess broker = child(
                "broker",
                launcher.command(
                        "broker",
                        "--port",
                        String.valueOf(settings.kafkaPort()),
                        "--data-dir",
                        settings.dataDirectory().resolve("kafka").toString()));
        String kafka = broker.awaitReady(START).path("bootstrap").asText();
        failsWith(broker);

        ChildProcess server = child("server", serverCommand(kafka));
        JsonNode ready = server.awaitReady(START);
        failsWith(server);

        URI url = URI.create(ready.path("url").asText());
        for (int i = 1; i <= settings.workers(); i++) {
            startWorker(i, kafka, ready.path("hazelcast").asText(), url);
        }
        return url;
    }

    /** Completes when a part that cannot be started again has ended. */
    CompletableFuture<CliException> failure() {
        return failure;
    }

    private List<String> serverCommand(String kafka) {
        int hazelcastPort = settings.hazelcastPort() == 0 ? FreePorts.next() : settings.hazelcastPort();
        List<String> command = launcher.command(
                "server",
                "--port",
                String.valueOf(settings.httpPort()),
                "--kafka",
                kafka,
                "--hazelcast-port",
                String.valueOf(hazelcastPort),
                "--data-dir",
                settings.dataDirectory().resolve("server").toString());
        settings.tokenFile().ifPresent(file -> command.addAll(List.of("--token-file", file.toString())));
        return command;
    }

    private void startWorker(int number, String kafka, String hazelcast, URI url) {
        List<String> command = launcher.command(
                "worker",
                "--kafka",
                kafka,
                "--hazelcast",
                hazelcast,
                "--threads",
                String.valueOf(settings.threads()),
                "--spool-dir",
                settings.dataDirectory().resolve("spool").toString());
        settings.data().ifPresent(folder -> command.addAll(List.of("--data", folder.toString())));
        if (System.getenv("MLFLOW_TRACKING_URI") == null) {
            command.addAll(List.of("--tracking", url.toString()));
            settings.tokenFile().ifPresent(file -> command.addAll(List.of("--token-file", file.toString())));
        }
        ChildProcess worker = child("worker-" + number, command);
        worker.onExit(() -> restart(worker, () -> startWorker(number, kafka, hazelcast, url)));
    }

    private synchronized void restart(ChildProcess worker, Runnable again) {
        if (closed) {
            return;
        }
        children.remove(worker);
        worker.stop(Duration.ZERO);
        if (worker.refusal().isPresent()) {
            failure.complete(worker.refusal().get());
        } else if (restarts++ < MOST_RESTARTS) {
            again.run();
        } else {
            failure.complete(worker.failure(worker.name() + " ended, after " + MOST_RESTARTS + " restarts of workers"));
        }
    }

    private synchronized ChildProcess child(String name, List<String> command) {
        if (closed) {
            throw CliException.failure("stopped");
        }
        Path log = settings.dataDirectory().resolve("logs").resolve(name + ".log");
        ChildProcess child = ChildProcess.start(name, command, log);
        children.push(child);
        return child;
    }

    private void failsWith(ChildProcess child) {
        child.onExit(() -> {
            if (!isClosed()) {
                failure.complete(child.failure(child.name() + " ended with exit code " + child.exitCode()));
            }
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        List<ChildProcess> workers = new ArrayList<>(children);
        workers.removeIf(child -> !child.name().startsWith("worker"));
        workers.parallelStream().forEach(worker -> worker.stop(GRACE));
        children.removeAll(workers);
        while (!children.isEmpty()) {
            children.pop().stop(GRACE);
        }
    }
}
