package dev.regatta.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.bench.process.BenchInstallation;
import dev.regatta.coordinator.cli.ChildProcess;
import dev.regatta.coordinator.cli.SseMessages;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.event.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A server and two workers with their usual settings, so that a trial always has a worker to go on at. For one thread. */
final class RecoveryFleet implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int WORKERS = 2;

    private final BenchInstallation installation;
    private final ChildProcess server;
    private final JsonNode ready;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, ChildProcess> workers = new HashMap<>();
    private final List<ProcessHandle> leaving = new ArrayList<>();
    private int started;

    RecoveryFleet(BenchInstallation installation) throws IOException {
        this.installation = installation;
        server = installation.startServer(List.of());
        ready = server.awaitReady(START);
        url = URI.create(ready.path("url").asText());
    }

    /** Starts as many workers as are missing. */
    void fill() {
        leaving.forEach(process -> process.onExit().join());
        leaving.clear();
        List<ChildProcess> starting = new ArrayList<>();
        while (workers.size() < WORKERS) {
            String name = "worker-" + ++started;
            ChildProcess worker = installation.startWorker(name, ready);
            workers.put(name, worker);
            starting.add(worker);
        }
        starting.forEach(worker -> worker.awaitReady(START));
    }

    /** Sends a signal that a worker does not survive, as {@code kill} names it, and returns when it was sent. */
    Instant end(String worker, String signal) throws IOException, InterruptedException {
        Instant sent = signal(worker, signal);
        ChildProcess gone = workers.remove(worker);
        Optional.ofNullable(gone)
                .flatMap(process -> ProcessHandle.of(process.pid()))
                .ifPresent(leaving::add);
        return sent;
    }

    /** Sends a signal and returns when it was sent. */
    Instant signal(String worker, String signal) throws IOException, InterruptedException {
        ChildProcess process = workers.get(worker);
        if (process == null) {
            throw new IllegalStateException("there is no worker " + worker);
        }
        Instant sent = Instant.now();
        int exitCode = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException("kill -" + signal + " " + worker + " ended with " + exitCode);
        }
        return sent;
    }

    void create(Map<String, Object> study) throws IOException, InterruptedException {
        post("/api/v1/studies", Json.text(study));
    }

    void stop(String study) throws IOException, InterruptedException {
        post("/api/v1/studies/" + study + "/stop", "{}");
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** Reads a study's journal from its beginning up to the first entry that is meant; waits for that. */
    List<JournalEntry> journal(String study, Predicate<Event> last) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/api/v1/events?after=0&study=" + study))
                .build();
        List<JournalEntry> entries = new ArrayList<>();
        try (Stream<String> lines =
                http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            SseMessages messages = new SseMessages(lines.iterator());
            while (messages.hasNext()) {
                SseMessages.Message message = messages.next();
                if (message.event().equals("journal")) {
                    JournalEntry entry = Json.read(message.data(), JournalEntry.class);
                    entries.add(entry);
                    if (last.test(entry.event())) {
                        return entries;
                    }
                }
            }
        }
        throw new IOException("the journal of " + study + " is not sent any longer");
    }

    @Override
    public void close() {
        workers.values().forEach(worker -> worker.stop(BenchInstallation.GRACE));
        server.stop(BenchInstallation.GRACE);
    }
}
