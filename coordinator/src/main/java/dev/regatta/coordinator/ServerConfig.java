package dev.regatta.coordinator;

import dev.regatta.coordinator.artifacts.ArtifactConfig;
import dev.regatta.coordinator.s3.S3Location;
import dev.regatta.coordinator.store.DatabaseConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The coordinator's settings.
 *
 * @param host the address to listen on: loopback, unless there is a token
 * @param port the HTTP port, 0 for a free one
 * @param dataDirectory where the database, checkpoints and artifacts are kept
 * @param kafka the brokers, {@code HOST:PORT[,HOST:PORT]}
 * @param hazelcastPort the port of this coordinator's Hazelcast member
 * @param tokenFile the file whose token every request must carry
 * @param lease time without a heartbeat after which an attempt's lease is taken back
 * @param database where studies and runs are kept
 * @param artifacts where runs' artifacts are kept
 * @param checkpoints the bucket where checkpoints are kept; in files in the data directory if there is none
 * @param cluster its place among other coordinators
 * @param quotas the attempts that an owner's studies may have at a time; who has none is not bounded
 */
public record ServerConfig(
        String host,
        int port,
        Path dataDirectory,
        String kafka,
        int hazelcastPort,
        Optional<Path> tokenFile,
        Duration lease,
        DatabaseConfig database,
        ArtifactConfig artifacts,
        Optional<S3Location> checkpoints,
        ClusterConfig cluster,
        Map<String, Integer> quotas) {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    /** @throws IllegalArgumentException if a value is out of bounds, naming the key, the value and the bound */
    public ServerConfig {
        quotas = Map.copyOf(quotas);
        quotas.forEach((owner, attempts) -> {
            if (attempts < 0) {
                throw new IllegalArgumentException("quota of " + owner + " is " + attempts + ", must be ≥ 0");
            }
        });
        port("port", port, 0);
        port("hazelcast-port", hazelcastPort, 1);
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("lease-seconds is " + lease.toSeconds() + ", must be ≥ 1");
        }
        if (cluster.isShared() && database.isSqlite()) {
            throw new IllegalArgumentException("hazelcast-members is " + String.join(",", cluster.hazelcastMembers())
                    + ", but one SQLite file serves one coordinator: database must be jdbc:postgresql:…");
        }
        if (!isLoopback(host) && tokenFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "host is " + host + ", must be a loopback address such as 127.0.0.1, or token-file must be given");
        }
    }

    /** Settings with all that is kept in the data directory, and without quotas. */
    ServerConfig(
            String host,
            int port,
            Path dataDirectory,
            String kafka,
            int hazelcastPort,
            Optional<Path> tokenFile,
            Duration lease) {
        this(
                host,
                port,
                dataDirectory,
                kafka,
                hazelcastPort,
                tokenFile,
                lease,
                DatabaseConfig.sqlite(dataDirectory.resolve("regatta.db")),
                ArtifactConfig.folder(dataDirectory.resolve("artifacts")),
                Optional.empty(),
                ClusterConfig.alone(hazelcastPort),
                Map.of());
    }

    /** Folders that all coordinators of a database must share. */
    List<Path> sharedFolders() {
        List<Path> folders = new ArrayList<>();
        if (checkpoints.isEmpty()) {
            folders.add(dataDirectory);
        }
        if (artifacts.bucket().isEmpty()) {
            folders.add(artifacts.folder());
        }
        return folders;
    }

    private static void port(String key, int value, int least) {
        if (value < least || value > 65_535) {
            throw new IllegalArgumentException(key + " is " + value + ", must be " + least + " to 65535");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host is " + host + ", which is no address of this machine", e);
        }
    }
}
