package dev.regatta.coordinator;

import dev.regatta.coordinator.artifacts.ArtifactConfig;
import dev.regatta.coordinator.store.Backup;
import dev.regatta.coordinator.store.DatabaseConfig;
import dev.regatta.coordinator.store.DatabaseException;
import dev.regatta.coordinator.store.Restore;
import dev.regatta.coordinator.store.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code regatta database}: look after what the server keeps, whether it runs or not. */
@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        description = "Back up, restore, and clean up what the server keeps. It may go on running, but for restore.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  regatta database backup --to /backups/monday",
            "  regatta database restore --from /backups/monday --data-dir /var/lib/regatta-new",
            "  regatta database restore --from /backups/monday \\",
            "                           --database 'jdbc:postgresql://db:5432/regatta?user=regatta'",
            "  regatta database gc --older-than-days 30",
            "  regatta database vacuum",
            "",
            "A backup of SQLite can be restored into PostgreSQL, and the other way round."
        })
final class DatabaseCommand implements Runnable {

    private static final int FAILURE = 1;

    private final InstantSource clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DatabaseCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name one of backup, restore, gc, vacuum");
    }

    /** Where the server keeps its rows and artifacts. */
    static final class Place {
        @Option(
                names = "--data-dir",
                paramLabel = "DIR",
                defaultValue = "${env:REGATTA_DATA_DIR:-.regatta}",
                description = "The server's data directory (default: .regatta).")
        private Path dataDirectory = Path.of("");

        @Mixin
        private DatabaseOptions database = new DatabaseOptions();

        private DatabaseConfig config() {
            return database.config(dataDirectory);
        }

        @Mixin
        private ObjectOptions objects = new ObjectOptions();

        private ArtifactConfig artifacts() {
            return objects.artifacts(dataDirectory);
        }

        /** The folder of the artifacts, even if there is none because they lie in a bucket. */
        private Path folder() {
            return artifacts().folder();
        }
    }

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            description =
                    "Copy all rows as of one moment, and the artifacts, into a new folder. Artifacts in S3 stay there.",
            footerHeading = "%nExample:%n",
            footer = "  regatta database backup --to /backups/monday")
    int backup(
            @Option(names = "--to", paramLabel = "DIR", required = true, description = "A folder that does not exist.")
                    Path folder,
            @Mixin Place place) {
        return reported(() -> rows("backed up", Backup.write(place.config(), place.folder(), folder)));
    }

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description = "Fill an empty database from a backup.",
            footerHeading = "%nExample:%n",
            footer = "  regatta database restore --from /backups/monday --data-dir /var/lib/regatta-new")
    int restore(
            @Option(names = "--from", paramLabel = "DIR", required = true, description = "A backup's folder.")
                    Path folder,
            @Mixin Place place) {
        return reported(() -> rows("restored", Restore.read(folder, place.config(), place.folder())));
    }

    @Command(
            name = "gc",
            mixinStandardHelpOptions = true,
            description = "Remove deleted runs for good, with all they logged and their artifacts.",
            footerHeading = "%nExample:%n",
            footer = "  regatta database gc --older-than-days 30")
    int gc(
            @Option(
                            names = "--older-than-days",
                            paramLabel = "N",
                            required = true,
                            description = "Only those that started more than N days ago; 0 for all.")
                    int days,
            @Mixin Place place) {
        if (days < 0) {
            throw new ParameterException(spec.commandLine(), "older-than-days is " + days + ", must be ≥ 0");
        }
        long before = clock.millis() - Duration.ofDays(days).toMillis();
        return reported(() -> Retention.removeDeletedRuns(
                        place.config(), place.artifacts().open(), before) + " deleted runs removed");
    }

    @Command(
            name = "vacuum",
            mixinStandardHelpOptions = true,
            description = {
                "Give the space of removed rows back.",
                "SQLite writes its file anew, for which a running server's writes wait, 10 seconds at most before they"
                        + " fail: stop the server for a file of gigabytes."
            },
            footerHeading = "%nExample:%n",
            footer = "  regatta database vacuum")
    int vacuum(@Mixin Place place) {
        return reported(() -> {
            Retention.vacuum(place.config());
            return "done";
        });
    }

    @FunctionalInterface
    private interface Work {
        String run() throws IOException;
    }

    private int reported(Work work) {
        try {
            spec.commandLine().getOut().println(work.run());
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException | UncheckedIOException | DatabaseException | IllegalArgumentException e) {
            spec.commandLine().getErr().println("regatta database: " + e.getMessage());
            return FAILURE;
        }
    }

    private static String rows(String done, Map<String, Long> tables) {
        long sum = tables.values().stream().mapToLong(Long::longValue).sum();
        return sum + " rows of " + tables.size() + " tables " + done;
    }
}
