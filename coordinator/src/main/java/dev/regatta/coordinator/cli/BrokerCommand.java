package dev.regatta.coordinator.cli;

import dev.regatta.coordinator.kafka.BrokerStartException;
import dev.regatta.coordinator.kafka.EmbeddedBroker;
import dev.regatta.protocol.codec.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code regatta broker}: the embedded Kafka broker in a JVM of its own, until it is told to end. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "Run a Kafka broker for this machine (loopback only).",
        footerHeading = "%nExamples:%n",
        footer = {"  regatta broker --data-dir .regatta/kafka", "  regatta broker --port 0 --data-dir /tmp/kafka"})
final class BrokerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", defaultValue = "9092", description = "Port, 0 for a free one (default: 9092).")
    private int port;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            required = true,
            description = "Where topics are kept; made if it is missing.")
    private Path dataDirectory = Path.of("");

    @Option(
            names = "--setting",
            paramLabel = "KEY=VALUE",
            description = "A setting of Kafka's broker, such as log.retention.hours=24; may be repeated.")
    private Map<String, String> settings = Map.of();

    @Override
    public Integer call() throws InterruptedException {
        EmbeddedBroker broker;
        try {
            broker = EmbeddedBroker.start(dataDirectory, port, settings);
        } catch (BrokerStartException e) {
            throw CliException.badInput("regatta broker: " + e.getMessage());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        spec.commandLine().getOut().println("READY " + Json.text(Map.of("bootstrap", broker.bootstrap())));
        new CountDownLatch(1).await();
        return 0;
    }
}
