package dev.regatta.worker;

import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.fleet.Equipment;
import dev.regatta.protocol.fleet.PoolName;
import dev.regatta.worker.attempt.WorkerSettings;
import dev.regatta.worker.mlflow.MlflowRunLogger;
import dev.regatta.worker.spot.SpotProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A worker's whole configuration, checked.
 *
 * @param kafka brokers, {@code host:port} separated by commas
 * @param hazelcast members, {@code host:port} each
 * @param tracking the MLflow tracking server, by one or more addresses
 * @param token sent to the tracking server as bearer token; never shown
 * @param spool folder of what the tracking server has not taken yet
 * @param spoolBytes what may wait there at most
 * @param data where data sets are if a study does not say
 * @param allowExec whether programs that studies name may be run
 * @param spotNotices whose notices are read; empty: nobody's
 * @param spotMetadata where they are read
 * @param equipment its pool, labels and memory
 * @param grace what is left to save and give back the attempt at SIGTERM
 */
public record WorkerConfig(
        String kafka,
        List<String> hazelcast,
        List<URI> tracking,
        Optional<String> token,
        Path spool,
        long spoolBytes,
        Optional<Path> data,
        boolean allowExec,
        Optional<SpotProvider> spotNotices,
        URI spotMetadata,
        Duration grace,
        Equipment equipment,
        WorkerSettings settings) {

    private static final Pattern DEVICE = Pattern.compile("cpu|gpu:\\d{1,3}");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s:,]+:\\d{1,5}");
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** A setting has no usable value; the message is one line that names it. */
    static final class InvalidConfigException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidConfigException(String message) {
            super(message);
        }
    }

    /** @throws InvalidConfigException for the first setting that has no usable value */
    static WorkerConfig of(WorkerOptions options) {
        List<String> brokers = addresses("kafka", options.kafka);
        int heartbeat = positive("heartbeat-seconds", options.heartbeatSeconds);
        int lease = positive("lease-seconds", options.leaseSeconds);
        int grace = positive("grace-seconds", options.graceSeconds);
        require(
                lease > heartbeat,
                "lease-seconds is " + lease + ", must be > heartbeat-seconds, which is " + heartbeat);
        require(DEVICE.matcher(options.device).matches(), "device is \"" + options.device + "\", must be cpu or gpu:N");
        var settings = new WorkerSettings(
                worker(options.name),
                options.device,
                positive("threads", options.threads),
                Duration.ofSeconds(heartbeat),
                Duration.ofSeconds(lease),
                ANSWER,
                Duration.ofSeconds(grace).dividedBy(4));
        return new WorkerConfig(
                String.join(",", brokers),
                addresses("hazelcast", options.hazelcast),
                httpAddresses("tracking", options.tracking),
                given(options.tokenFile).map(WorkerConfig::token),
                options.spoolDirectory,
                (long) positive("spool-mb", options.spoolMebibytes) << 20,
                given(options.data).map(WorkerConfig::directory),
                options.allowExec,
                spotProvider(options.spotNotices),
                httpAddress("spot-metadata", options.spotMetadata, options.spotMetadata),
                Duration.ofSeconds(grace),
                equipment(options),
                settings);
    }

    private static Equipment equipment(WorkerOptions options) {
        require(PoolName.isValid(options.pool), "pool is \"" + options.pool + "\", must be " + PoolName.RULE);
        return new Equipment(options.pool, options.labels, Machine.memoryBytes());
    }

    private static WorkerId worker(String name) {
        try {
            return new WorkerId(name.isEmpty() ? Machine.name() + "-" + Machine.pid() : name);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException("name: " + e.getMessage());
        }
    }

    private static List<String> addresses(String key, String value) {
        List<String> addresses = List.of(value.split(","));
        for (String address : addresses) {
            require(
                    ADDRESS.matcher(address).matches(),
                    key + " is \"" + value + "\", must be HOST:PORT, several separated by commas");
        }
        return addresses;
    }

    private static int positive(String key, int value) {
        require(value >= 1, key + " is " + value + ", must be ≥ 1");
        return value;
    }

    private static Optional<SpotProvider> spotProvider(String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(SpotProvider.values())
                .filter(provider -> provider.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidConfigException("spot-notices is \"" + value + "\", must be aws, gcp or azure")));
    }

    private static List<URI> httpAddresses(String key, String value) {
        return Stream.of(value.split(",", -1))
                .map(address -> httpAddress(key, value, address.strip()))
                .toList();
    }

    /** @param value the whole setting's, of which the address is a part */
    private static URI httpAddress(String key, String value, String address) {
        String expected = key + " is \"" + value + "\", must be an http or https address";
        try {
            URI uri = URI.create(address);
            require(
                    uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())),
                    expected);
            return uri;
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(expected);
        }
    }

    /** An environment variable set to nothing is as good as none. */
    private static Optional<Path> given(@Nullable Path path) {
        return Optional.ofNullable(path).filter(value -> !value.toString().isEmpty());
    }

    private static String token(Path file) {
        try {
            String token = Files.readString(file).strip();
            require(!token.isEmpty(), "token-file " + file + " is empty, must hold a token");
            return token;
        } catch (IOException e) {
            throw new InvalidConfigException(
                    "token-file " + file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static Path directory(Path data) {
        require(Files.isDirectory(data), "data is \"" + data + "\", must be a directory");
        return data;
    }

    MlflowRunLogger.Target trackingTarget() {
        return new MlflowRunLogger.Target(tracking, token, spool, spoolBytes);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return String.join(", ", effective());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidConfigException(otherwise);
        }
    }

    /** The values in effect, one a line, without secrets. */
    List<String> effective() {
        return List.of(
                "kafka             " + kafka,
                "hazelcast         " + String.join(",", hazelcast),
                "tracking          " + tracking.stream().map(URI::toString).collect(Collectors.joining(",")),
                "token-file        " + (token.isPresent() ? "given" : "none"),
                "spool-dir         " + spool,
                "spool-mb          " + (spoolBytes >> 20),
                "device            " + settings.device(),
                "threads           " + settings.threads(),
                "data              " + data.map(Path::toString).orElse("none"),
                "allow-exec        " + allowExec,
                "spot-notices      "
                        + spotNotices
                                .map(provider -> provider.name().toLowerCase(Locale.ROOT) + " at " + spotMetadata)
                                .orElse("none"),
                "name              " + settings.worker(),
                "pool              " + equipment.pool(),
                "labels            " + (equipment.labels().isEmpty() ? "none" : new TreeMap<>(equipment.labels())),
                "heartbeat-seconds " + settings.heartbeat().toSeconds(),
                "lease-seconds     " + settings.lease().toSeconds(),
                "grace-seconds     " + grace.toSeconds());
    }
}
