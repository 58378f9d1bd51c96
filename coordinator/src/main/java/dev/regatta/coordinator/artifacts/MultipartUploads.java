package dev.regatta.coordinator.artifacts;

import dev.regatta.coordinator.tracking.model.ArtifactPath;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that arrive in parts: each upload has a folder of its own, each part a file in it, until all are put together.
 * Blocks. Parts of one upload may be written at the same time.
 */
public final class MultipartUploads {

    private static final int MOST_PARTS = 10_000;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final String PLACE = "place";

    private final Path root;
    private final ArtifactStore artifacts;

    /** @param root holds the uploads that are not whole yet */
    public MultipartUploads(Path root, ArtifactStore artifacts) {
        this.root = root.toAbsolutePath();
        this.artifacts = artifacts;
    }

    /** @return the new upload's id */
    public String create(ArtifactPath place, long parts) throws IOException {
        if (parts < 1 || parts > MOST_PARTS) {
            throw TrackingException.invalid("num_parts is " + parts + ", must be ≥ 1 and ≤ " + MOST_PARTS);
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        Path upload = Files.createDirectories(root.resolve(id));
        Files.writeString(upload.resolve(PLACE), place.toString());
        return id;
    }

    /** The file of a part; a part that is sent again replaces the first. */
    public Path part(String id, String number) throws IOException {
        if (!number.matches("\\d{1,5}") || Integer.parseInt(number) < 1 || Integer.parseInt(number) > MOST_PARTS) {
            throw TrackingException.invalid("part_number is " + number + ", must be ≥ 1 and ≤ " + MOST_PARTS);
        }
        Path part = found(id).resolve("part-" + Integer.parseInt(number));
        if (!Files.exists(part)) {
            Files.createFile(part);
        }
        return part;
    }

    /** Puts the parts together in the order of their numbers, and the whole in its place. */
    public void complete(String id, ArtifactPath place, List<Long> numbers) throws IOException {
        Path upload = found(id);
        if (!Files.readString(upload.resolve(PLACE)).equals(place.toString())) {
            throw TrackingException.invalid("upload_id is " + id + ", which is not of " + place);
        }
        Path whole = artifacts.newUpload();
        try (OutputStream out = Files.newOutputStream(whole)) {
            for (long number : numbers.stream().sorted().toList()) {
                Path part = upload.resolve("part-" + number);
                if (!Files.isRegularFile(part)) {
                    throw TrackingException.invalid("part " + number + " of upload " + id + " was never sent");
                }
                Files.copy(part, out);
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(whole);
            throw e;
        }
        artifacts.accept(whole, place);
        abort(id);
    }

    /** Forgets the upload with its parts. */
    public void abort(String id) throws IOException {
        try (Stream<Path> files = Files.walk(found(id))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path found(String id) {
        Path upload = root.resolve(ID.matcher(id).matches() ? id : "none");
        if (!Files.isDirectory(upload)) {
            throw TrackingException.missing("No upload '" + id + "'");
        }
        return upload;
    }
}
