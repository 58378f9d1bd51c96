package dev.regatta.coordinator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What all coordinators of one database have in common: an id in the database, and in every folder that they have to share. So
 * a coordinator whose folder is not the others' is noticed before it serves.
 */
public final class Installation {

    private static final String MARKER = ".installation";
    private static final String NAME = "installation";

    private Installation() {}

    /** The database's id, made at its first use. */
    public static String id(Database database, List<Path> folders) {
        return database.read(Installation::stored).orElseGet(() -> {
            String proposed = folders.stream()
                    .flatMap(folder -> marker(folder).stream())
                    .findFirst()
                    .orElseGet(() -> UUID.randomUUID().toString());
            folders.forEach(folder -> mark(folder, proposed)); // before others can look for it
            return database.write(handle -> {
                handle.execute(
                        "INSERT INTO coordination (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                        NAME,
                        proposed);
                return stored(handle).orElseThrow();
            });
        });
    }

    private static Optional<String> stored(Handle handle) {
        return handle.select("SELECT value FROM coordination WHERE name = ?", NAME)
                .mapTo(String.class)
                .findOne();
    }

    /**
     * Checks what a coordinator keeps in folders.
     *
     * @throws DatabaseException if a folder is not the one that the other coordinators have
     */
    public static void requireShared(String id, List<Path> folders) {
        for (Path folder : folders) {
            if (!marker(folder).equals(Optional.of(id))) {
                throw new DatabaseException(
                        "the folder " + folder + " is not the other coordinators': its file " + MARKER
                                + " must hold " + id
                                + ". Checkpoints and artifacts of several coordinators lie in a folder that all"
                                + " of them share, or in S3 (--checkpoints, --artifacts)");
            }
        }
    }

    /** These folders are the installation's from now on. */
    public static void claim(String id, List<Path> folders) {
        folders.stream()
                .filter(folder -> !marker(folder).equals(Optional.of(id)))
                .forEach(folder -> mark(folder, id));
    }

    private static Optional<String> marker(Path folder) {
        try {
            Path marker = folder.resolve(MARKER);
            return Files.exists(marker) ? Optional.of(Files.readString(marker).strip()) : Optional.empty();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static void mark(Path folder, String id) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(MARKER), id + "\n");
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static DatabaseException unusable(Path folder, IOException e) {
        return new DatabaseException("the folder " + folder + " cannot be used: " + e, e);
    }
}
