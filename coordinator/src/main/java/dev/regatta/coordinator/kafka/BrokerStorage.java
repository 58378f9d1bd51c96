package dev.regatta.coordinator.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.ShareVersion;
import org.jspecify.annotations.Nullable;

/** The broker's data directory: made and formatted at its first use, left as it is afterwards. */
final class BrokerStorage {

    private BrokerStorage() {}

    /** @throws BrokerStartException if the directory cannot be used */
    static void prepare(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw unusable(directory, "cannot be made: " + e, e);
        }
        if (!Files.isWritable(directory)) {
            throw unusable(directory, "cannot be written to", null);
        }
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory);
        }
    }

    private static void format(Path directory) {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(BrokerSettings.NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setFeatureLevel(ShareVersion.FEATURE_NAME, ShareVersion.SV_1.featureLevel())
                .setIgnoreFormatted(false);
        try {
            formatter.run();
        } catch (Exception e) {
            throw unusable(directory, "cannot be formatted: " + e.getMessage(), e);
        }
    }

    private static BrokerStartException unusable(Path directory, String why, @Nullable Exception e) {
        return new BrokerStartException("data-dir is " + directory + ", which " + why, e);
    }
}
