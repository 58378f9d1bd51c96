package dev.regatta.coordinator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.bench.process.BenchInstallation;
import dev.regatta.coordinator.cli.ChildProcess;
import dev.regatta.protocol.bench.BenchReport;
import dev.regatta.protocol.bench.Measurement;
import dev.regatta.protocol.bench.Measurement.Better;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code regatta bench asktell}: trials asked for and told over REST, through broker, decision and database, each part a
 * process of its own as {@code regatta up} starts them.
 */
@Command(
        name = "asktell",
        mixinStandardHelpOptions = true,
        description = "Measure ask, report and tell over REST; every acknowledged trial is on disk.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta bench asktell --quick",
            "  regatta bench asktell --clients 16 --trials 20000",
            "  regatta bench asktell --database 'jdbc:postgresql://127.0.0.1:5432/empty?user=postgres'"
        })
public final class AskTellBench extends Benchmark {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int MANY_CLIENTS = 64;
    private static final int WARM_UP = 2_000;
    private static final int QUICK_TRIALS = 600;
    private static final int REPORTS_A_REQUEST = 100;
    /** Asks that a percentile is taken of. */
    private static final int LATE = 2_000;

    private static final int RANDOM_A_SECOND = 300;
    private static final int TPE_A_SECOND = 150;
    private static final double ASK_P99 = 20;

    @Option(names = "--clients", defaultValue = "8", description = "Programs that ask at a time (default: 8).")
    private int clients;

    @Option(
            names = "--trials",
            defaultValue = "10000",
            description = "Trials of the study that grows (default: 10000).")
    private int trials;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "An empty database (default: SQLite in a temporary folder).")
    private String database = "";

    @Option(names = "--quick", description = "A small run, whose figures say little.")
    private boolean quick;

    @Override
    protected BenchReport measure() throws Exception {
        int size = quick ? Math.min(QUICK_TRIALS, trials) : trials;
        try (BenchInstallation installation = new BenchInstallation("asktell")) {
            List<Measurement> figures = new ArrayList<>();
            Server server = Server.start(installation, database);
            try (AskTellClients programs = new AskTellClients(server.url())) {
                figures.addAll(few(programs, size, server.process()));
            } finally {
                server.process().stop(BenchInstallation.GRACE);
            }
            server = Server.start(installation, database);
            Measurement readBack = Measurement.of(
                            "asktell.restart.read_back_of_" + size, server.restoreSeconds(), "s", Better.LOWER)
                    .withTarget(1)
                    .withPeer(5);
            Measurement readyAfter = Measurement.of(
                    "asktell.restart.start_to_ready_of_" + size, server.startSeconds(), "s", Better.LOWER);
            try (AskTellClients programs = new AskTellClients(server.url())) {
                warmUp(programs, size);
                figures.add(many(programs, size));
                figures.addAll(grow(programs, size));
                figures.add(reports(programs, size));
            } finally {
                server.process().stop(BenchInstallation.GRACE);
            }
            server = Server.start(installation, database);
            server.process().stop(BenchInstallation.GRACE);
            figures.add(readBack);
            figures.add(readyAfter);
            figures.add(Measurement.of("asktell.restart.read_back_of_all", server.restoreSeconds(), "s", Better.LOWER));
            return BenchReport.of(figures);
        }
    }

    private List<Measurement> few(AskTellClients programs, int size, ChildProcess server) throws Exception {
        int fast = size - Math.min(LATE, size / 2);
        progress(fast + " random trials, " + clients + " programs …");
        programs.create("few", "random", size + clients, clients);
        Duration before = cpu(server);
        AskTellClients.Run run = programs.run("few", clients, fast);
        double cpu = cpu(server).minus(before).toNanos() / 1e6 / fast;
        List<Measurement> figures = new ArrayList<>();
        figures.add(Measurement.of("asktell.random." + clients + "_clients.server_cpu", cpu, "ms/trial", Better.LOWER));
        figures.add(
                Measurement.of("asktell.random." + clients + "_clients", run.rate(0, fast), "trials/s", Better.HIGHER)
                        .withTarget(RANDOM_A_SECOND)
                        .withPeer(12));
        figures.addAll(askP99(programs, "random", RANDOM_A_SECOND, run, size - fast, size));
        return figures;
    }

    private static Duration cpu(ChildProcess process) {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** After a start no code is compiled yet, and what comes next is short. */
    private void warmUp(AskTellClients programs, int size) throws Exception {
        int count = Math.min(WARM_UP, size / 2);
        programs.create("warm-up", "random", count + MANY_CLIENTS, MANY_CLIENTS);
        AskTellClients.Run unused = programs.run("warm-up", MANY_CLIENTS, count);
    }

    /**
     * How long an ask takes with about {@code size} finished trials, at the trials a second that are asked for, and when the
     * programs ask as fast as they can: that is above all their own queue.
     */
    private List<Measurement> askP99(
            AskTellClients programs, String sampler, int atRate, AskTellClients.Run saturated, int last, int size)
            throws Exception {
        String name = "asktell." + sampler + ".ask_p99_at_" + size;
        progress(last + " trials more, " + atRate + " a second …");
        AskTellClients.Run paced = programs.runAt(atRate, saturated.study(), clients, last);
        return List.of(
                Measurement.of(name, paced.askP99Millis(last), "ms", Better.LOWER)
                        .withTarget(ASK_P99),
                Measurement.of(name + ".saturated", saturated.askP99Millis(last), "ms", Better.LOWER)
                        .withTarget(ASK_P99));
    }

    /** One study with a sampler that learns, from its first trial to its last, and what a trial costs on the way. */
    private List<Measurement> grow(AskTellClients programs, int size) throws Exception {
        progress(size + " trials of TPE, " + clients + " programs …");
        programs.create("grow", "tpe", size + LATE + clients, clients);
        AskTellClients.Run run = programs.run("grow", clients, size);
        List<Measurement> figures = new ArrayList<>();
        int known = Math.min(1_000, size - 100);
        figures.add(Measurement.of(
                        "asktell.tpe." + clients + "_clients_at_" + known,
                        run.rate(known, known + 100),
                        "trials/s",
                        Better.HIGHER)
                .withTarget(TPE_A_SECOND)
                .withPeer(13));
        int late = Math.min(5_000, size - 100);
        double growth = run.rate(50, 150) / run.rate(late, late + 100);
        figures.add(Measurement.of("asktell.tpe.cost_at_" + late + "_over_at_100", growth, "ratio", Better.LOWER)
                .withTarget(3)
                .withPeer(20));
        figures.addAll(askP99(programs, "tpe", TPE_A_SECOND, run, Math.min(LATE, size / 2), size));
        return figures;
    }

    private Measurement many(AskTellClients programs, int size) throws Exception {
        int count = Math.max(MANY_CLIENTS, size / 2);
        progress(count + " random trials, " + MANY_CLIENTS + " programs …");
        programs.create("many", "random", count + MANY_CLIENTS, MANY_CLIENTS);
        AskTellClients.Run run = programs.run("many", MANY_CLIENTS, count);
        return Measurement.of(
                        "asktell.random." + MANY_CLIENTS + "_clients", run.rate(0, count), "trials/s", Better.HIGHER)
                .withTarget(1_000)
                .withPeer(17);
    }

    private Measurement reports(AskTellClients programs, int size) throws Exception {
        int requests = Math.max(5, size / 200);
        progress(requests * REPORTS_A_REQUEST * clients + " reports, " + clients + " programs …");
        programs.create("reports", "random", clients, clients);
        double rate = programs.report("reports", clients, requests, REPORTS_A_REQUEST);
        return Measurement.of("asktell.reports", rate, "reports/s", Better.HIGHER)
                .withTarget(10_000)
                .withPeer(439);
    }

    /** A running server, how long its start waited for its studies to be read back, and how long it took in all. */
    private record Server(ChildProcess process, URI url, double restoreSeconds, double startSeconds) {
        static Server start(BenchInstallation installation, String database) throws IOException {
            long begin = System.nanoTime();
            ChildProcess process =
                    installation.startServer(database.isEmpty() ? List.of() : List.of("--database", database));
            JsonNode ready = process.awaitReady(START);
            return new Server(
                    process,
                    URI.create(ready.path("url").asText()),
                    ready.path("restored_in_seconds").asDouble(Double.NaN),
                    (System.nanoTime() - begin) / 1e9);
        }
    }
}
