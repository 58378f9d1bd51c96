package dev.regatta.coordinator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.bench.BenchReport;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import dev.regatta.protocol.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code regatta bench tracking}: a tracking server in a process of its own, its clients in this one. */
@Command(
        name = "tracking",
        mixinStandardHelpOptions = true,
        description = "The tracking server's writes and reads over loopback, with the clients on the same machine.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta bench tracking --quick",
            "  regatta bench tracking --database 'jdbc:postgresql://127.0.0.1:5432/empty?user=postgres'"
        })
final class TrackingBench extends Benchmark {

    private static final int POINTS_OF_A_CURVE = 10_000;
    private static final int MANY_POINTS = 10_000_000;
    private static final int BATCH = 1_000;

    /** So many that they share transactions, and a hundred thousand runs take minutes. */
    private static final int FILLERS = 64;

    @Option(names = "--quick", description = "Short measurements, 10,000 runs, and no ten million points.")
    private boolean quick;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "An empty database (default: SQLite in a temporary folder).")
    private String database = "";

    private final List<Measurement> measured = new ArrayList<>();

    @Override
    protected BenchReport measure() throws Exception {
        Path folder = Files.createTempDirectory("regatta-bench");
        boolean sqlite = database.isEmpty();
        String url = sqlite ? "jdbc:sqlite:" + folder.resolve("regatta.db") : database;
        try (TrackingServerProcess server = new TrackingServerProcess(url, folder.resolve("artifacts"))) {
            MachineLimits.measure(folder, quick ? 2 : 5).forEach(measured::add);
            writes(server, sqlite);
            add("heap", (double) server.heapMegabytes(), "MB", Better.LOWER, 512, OptionalDouble.empty());
            double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            measured.add(Measurement.of("machine.load", load, "processes", Better.LOWER));
        } finally {
            delete(folder);
        }
        return BenchReport.of(measured);
    }

    private void writes(TrackingServerProcess server, boolean sqlite) throws Exception {
        int port = server.port();
        Load load = new Load(port);
        String experiment = experiment(port, "writes");
        List<String> runs = runs(port, experiment, 64);
        rate(
                server,
                "log-metric.8-clients",
                8,
                2_000,
                peer(sqlite, 131, 105),
                (c, own, n) -> logMetric(c, runs.get(own), n));
        rate(
                server,
                "log-metric.64-clients",
                64,
                8_000,
                OptionalDouble.empty(),
                (c, own, n) -> logMetric(c, runs.get(own), 100_000_000 + n));
        rate(
                server,
                "log-batch.8-clients",
                8,
                80_000,
                peer(sqlite, 7_300, 10_300),
                (c, own, n) -> logBatch(c, runs.get(own), n));
        rate(server, "create-run.8-clients", 8, 1_500, peer(sqlite, 115, 122), (c, own, n) -> createRun(c, experiment));
        reads(load, port, sqlite, 10_000, 1, "");
        if (!quick) {
            reads(load, port, sqlite, 100_000, 3, "");
            progress("writing ten million points");
            load.times(8, MANY_POINTS / BATCH / 8, (c, own, n) -> logBatch(c, runs.get(8 + own), n));
            reads(load, port, sqlite, 10_000, 1, ".after-10M-points");
        }
    }

    /** Measures a write for some seconds after as many that warm the server up, and what it cost the server. */
    private void rate(
            TrackingServerProcess server,
            String name,
            int clients,
            double target,
            OptionalDouble peer,
            Load.Request request)
            throws Exception {
        progress("measuring " + name);
        Duration time = Duration.ofSeconds(quick ? 5 : 10);
        Load load = new Load(server.port());
        load.perSecond(clients, time, request);
        Duration cpuBefore = server.cpu();
        long begin = System.nanoTime();
        double rate =
                load.perSecond(clients, time, (client, own, number) -> request.send(client, own, 500_000 + number));
        double requests = rate * (System.nanoTime() - begin) / 1e9;
        boolean batches = name.startsWith("log-batch");
        add(name, batches ? rate * BATCH : rate, batches ? "metrics/s" : "requests/s", Better.HIGHER, target, peer);
        double cpuMicros = server.cpu().minus(cpuBefore).toNanos() / 1e3 / requests;
        measured.add(Measurement.of("tracking." + name + ".server-cpu", cpuMicros, "µs/request", Better.LOWER));
    }

    /** @param slower how many times as long as over 10,000 runs a search may take */
    private void reads(Load load, int port, boolean sqlite, int count, int slower, String suffix) throws Exception {
        progress("reading among " + count + " runs");
        String experiment = experiment(port, "reads" + count + suffix);
        load.times(
                FILLERS,
                count / FILLERS + 1,
                (client, own, number) -> filledRun(client, experiment, own * 1_000_000 + number));
        String curve = runs(port, experiment, 1).get(0);
        load.times(1, POINTS_OF_A_CURVE / BATCH, (client, own, number) -> logBatch(client, curve, number));
        String of = "." + count / 1000 + "k-runs" + suffix;
        if (slower == 1) {
            add(
                    "history.10k-points" + suffix,
                    load.medianMs(15, (c, own, n) -> c.get("metrics/get-history?metric_key=loss&run_id=" + curve)),
                    "ms",
                    Better.LOWER,
                    30,
                    peer(sqlite, 542, 735));
        }
        add(
                "search.page-of-1000" + of,
                load.medianMs(15, (c, own, n) -> search(c, experiment, 1000, "", "")),
                "ms",
                Better.LOWER,
                80 * slower,
                count == 10_000 ? OptionalDouble.of(979) : OptionalDouble.empty());
        add(
                "search.filter-and-order" + of,
                load.medianMs(
                        15,
                        (c, own, n) -> search(c, experiment, 100, "metrics.accuracy > 0.5", "metrics.accuracy DESC")),
                "ms",
                Better.LOWER,
                20 * slower,
                OptionalDouble.empty());
    }

    private void add(String name, double value, String unit, Better better, double target, OptionalDouble peer) {
        measured.add(new Measurement("tracking." + name, value, unit, better, OptionalDouble.of(target), peer));
    }

    private static OptionalDouble peer(boolean sqlite, double onSqlite, double onPostgres) {
        return OptionalDouble.of(sqlite ? onSqlite : onPostgres);
    }

    private static String experiment(int port, String name) throws IOException {
        try (LoadClient client = new LoadClient(port)) {
            String body = "{\"name\":\"" + name + "-" + UUID.randomUUID() + "\"}";
            return Json.read(client.post("experiments/create", body), JsonNode.class)
                    .path("experiment_id")
                    .asText();
        }
    }

    private static List<String> runs(int port, String experiment, int count) throws IOException {
        try (LoadClient client = new LoadClient(port)) {
            List<String> runs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                runs.add(createRun(client, experiment));
            }
            return runs;
        }
    }

    private static String createRun(LoadClient client, String experiment) throws IOException {
        JsonNode answer = Json.read(
                client.post(
                        "runs/create",
                        "{\"experiment_id\":\"" + experiment + "\",\"start_time\":" + System.currentTimeMillis()
                                + ",\"tags\":[{\"key\":\"team\",\"value\":\"a\"}]}"),
                JsonNode.class);
        return answer.path("run").path("info").path("run_id").asText();
    }

    private static void logMetric(LoadClient client, String run, int step) throws IOException {
        client.post("runs/log-metric", "{\"run_id\":\"" + run + "\"," + point("accuracy", step, step * 0.001) + "}");
    }

    private static void logBatch(LoadClient client, String run, int number) throws IOException {
        String points = IntStream.range(number * BATCH, (number + 1) * BATCH)
                .mapToObj(step -> "{" + point("loss", step, 1.0 / (1 + step)) + "}")
                .collect(Collectors.joining(","));
        client.post("runs/log-batch", "{\"run_id\":\"" + run + "\",\"metrics\":[" + points + "]}");
    }

    /** A run as searches find it: five metrics, five params. */
    private static void filledRun(LoadClient client, String experiment, int number) throws IOException {
        String run = createRun(client, experiment);
        double accuracy = (number * 2_654_435_761L % 1_000_003) / 1_000_003.0;
        String metrics = Stream.of("accuracy", "loss", "error", "time", "rate")
                .map(key -> "{" + point(key, 1, accuracy) + "}")
                .collect(Collectors.joining(","));
        String params = IntStream.range(0, 5)
                .mapToObj(i -> "{\"key\":\"p" + i + "\",\"value\":\"" + number % (i + 2) + "\"}")
                .collect(Collectors.joining(","));
        client.post(
                "runs/log-batch",
                "{\"run_id\":\"" + run + "\",\"metrics\":[" + metrics + "],\"params\":[" + params + "]}");
    }

    private static String point(String key, long step, double value) {
        return "\"key\":\"" + key + "\",\"value\":" + value + ",\"timestamp\":" + (1_700_000_000_000L + step)
                + ",\"step\":" + step;
    }

    private static void search(LoadClient client, String experiment, int page, String filter, String order)
            throws IOException {
        String answer = client.post(
                "runs/search",
                "{\"experiment_ids\":[\"" + experiment + "\"],\"max_results\":" + page + ",\"filter\":\"" + filter
                        + "\",\"order_by\":[" + (order.isEmpty() ? "" : "\"" + order + "\"") + "]}");
        if (!answer.contains("next_page_token")) {
            throw new IOException("a search that must fill its page did not: " + answer.length() + " characters");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(TrackingBench::deleteFile);
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
