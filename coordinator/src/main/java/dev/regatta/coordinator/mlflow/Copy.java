package dev.regatta.coordinator.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regatta.coordinator.mlflow.Count.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Copies experiments with their runs from one MLflow server to another. A copied run carries two tags: {@link #SOURCE},
 * the id it has at the source, and, once it is whole, {@link #WHOLE}. So a copy that was interrupted goes on where it
 * was, and one that is repeated changes nothing. Runs that are still under way are copied anew each time.
 */
public final class Copy {
    /** Tag of a copied run: its id at the source. */
    public static final String SOURCE = "regatta.copied_from";
    /** Tag of a copied run that is whole. */
    public static final String WHOLE = "regatta.copied_whole";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int PAGE = 1000;
    private static final int PARALLEL = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A server, and the token it asks for. */
    public record Address(URI uri, Optional<String> token) {}

    /** Is told how far the copy is, from one thread. */
    @FunctionalInterface
    public interface Progress {
        /** @param done runs of the experiment that were copied, skipped or failed */
        void at(String experiment, int done, int runs);
    }

    private final MlflowServer source;
    private final MlflowServer target;
    private final Progress progress;
    private final Count count = new Count();
    private final List<String> problems = new ArrayList<>();

    public Copy(Address source, Address target, Progress progress) {
        this(source, target, progress, PAUSE);
    }

    Copy(Address source, Address target, Progress progress, Duration pause) {
        this.source = new MlflowServer(source.uri(), source.token(), pause);
        this.target = new MlflowServer(target.uri(), target.token(), pause);
        this.progress = progress;
    }

    public Count count() {
        return count;
    }

    /** Why what failed did, a line each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Copies.
     *
     * @param names the experiments; empty: all of them
     * @throws MlflowException if there is no experiment of a name, or a server cannot be reached
     */
    public void run(List<String> names) {
        Map<String, JsonNode> found = pages(source, "experiments/search", searchAll(), "experiments").stream()
                .collect(Collectors.toMap(
                        experiment -> experiment.path("name").asText(), experiment -> experiment, (a, b) -> a));
        for (String name : names) {
            if (!found.containsKey(name)) {
                throw new MlflowException(source.address() + " has no experiment " + name);
            }
        }
        found.values().stream()
                .filter(experiment -> names.isEmpty()
                        || names.contains(experiment.path("name").asText()))
                .forEach(this::experiment);
    }

    private void experiment(JsonNode experiment) {
        String name = experiment.path("name").asText();
        String copy = targetOf(name);
        for (JsonNode tag : experiment.path("tags")) {
            target.post("experiments/set-experiment-tag", object("experiment_id", copy, tag));
        }
        Map<String, JsonNode> copies = runs(target, copy).stream()
                .filter(run -> RunCopy.tag(run, SOURCE).isPresent())
                .collect(Collectors.toMap(run -> RunCopy.tag(run, SOURCE).orElseThrow(), run -> run, (a, b) -> a));
        copyAll(name, copy, runs(source, experiment.path("experiment_id").asText()), copies);
    }

    private void copyAll(String name, String copy, List<JsonNode> runs, Map<String, JsonNode> copies) {
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try {
            RunCopy runCopy = new RunCopy(source, target, count);
            List<Future<?>> tasks = new ArrayList<>();
            for (JsonNode run : runs) {
                Optional<JsonNode> before = Optional.ofNullable(copies.get(RunCopy.id(run)));
                tasks.add(threads.submit(() -> runCopy.copy(run, copy, before)));
            }
            progress.at(name, 0, runs.size());
            for (int i = 0; i < tasks.size(); i++) {
                await(tasks.get(i), RunCopy.id(runs.get(i)));
                progress.at(name, i + 1, runs.size());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void await(Future<?> task, String run) {
        try {
            task.get();
        } catch (ExecutionException e) {
            count.failed(Kind.RUNS, 1);
            problems.add("run " + run + ": " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MlflowException("interrupted");
        }
    }

    /** The id of the target's experiment of that name, which is made if it is missing. */
    private String targetOf(String name) {
        Optional<String> there = pages(target, "experiments/search", searchAll(), "experiments").stream()
                .filter(experiment -> experiment.path("name").asText().equals(name))
                .map(experiment -> experiment.path("experiment_id").asText())
                .findFirst();
        if (there.isPresent()) {
            count.skipped(Kind.EXPERIMENTS, 1);
            return there.get();
        }
        String made = target.post("experiments/create", NODES.objectNode().put("name", name))
                .path("experiment_id")
                .asText();
        count.copied(Kind.EXPERIMENTS, 1);
        return made;
    }

    private static List<JsonNode> runs(MlflowServer server, String experiment) {
        ObjectNode search = searchAll();
        search.remove("view_type");
        search.put("run_view_type", "ACTIVE_ONLY");
        search.putArray("experiment_ids").add(experiment);
        search.putArray("order_by").add("attributes.start_time ASC");
        return pages(server, "runs/search", search, "runs");
    }

    private static ObjectNode searchAll() {
        return NODES.objectNode().put("max_results", PAGE).put("view_type", "ACTIVE_ONLY");
    }

    private static List<JsonNode> pages(MlflowServer server, String call, ObjectNode search, String field) {
        List<JsonNode> all = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = server.post(call, token.isEmpty() ? search : search.put("page_token", token));
            page.path(field).forEach(all::add);
            token = page.path("next_page_token").asText("");
        } while (!token.isEmpty());
        return all;
    }

    private static ObjectNode object(String idField, String id, JsonNode tag) {
        return NODES.objectNode()
                .put(idField, id)
                .put("key", tag.path("key").asText())
                .put("value", tag.path("value").asText());
    }
}
