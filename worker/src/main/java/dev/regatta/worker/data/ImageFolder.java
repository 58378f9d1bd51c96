package dev.regatta.worker.data;

import ai.djl.ndarray.types.Shape;
import dev.regatta.protocol.study.DatasetSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Pictures in a folder, decoded whenever they are read, so that they may be more than fit into memory. */
final class ImageFolder implements Dataset {
    private final Path root;
    private final List<Path> files;
    private final int channels;
    private final int side;

    private ImageFolder(Path root, List<Path> files, DatasetSpec spec) {
        this.root = root;
        this.files = List.copyOf(files);
        this.channels = spec.text("colours").equals("grey") ? 1 : 3;
        this.side = spec.whole("resize");
        files.forEach(ImageFile::check);
    }

    /**
     * {@code train/} and {@code test/} below {@code folder}, or all of it and a test part drawn; a folder a class, or
     * pictures without classes. They are taken in an order drawn by {@code split_seed}, so that a limit takes some of every
     * class.
     */
    static DataSplits open(Path folder, DatasetSpec spec) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder + ": there is no such folder");
        }
        Path train = folder.resolve("train");
        Path test = folder.resolve("test");
        if (!Files.isDirectory(train) || !Files.isDirectory(test)) {
            return Splits.draw(part(folder, classes(folder), spec), spec);
        }
        List<String> classes = classes(train);
        classes(test).stream()
                .filter(name -> !classes.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new DataException(test.resolve(name)
                            + ": is no class of the training pictures, must be one of " + String.join(", ", classes));
                });
        return Splits.of(shuffled(part(train, classes, spec), spec), shuffled(part(test, classes, spec), spec), spec);
    }

    private static Part shuffled(Part part, DatasetSpec spec) {
        int size = part.samples().size();
        return part.at(Seeds.permutation(size, Seeds.random(spec.seed("split_seed"), "order", size)));
    }

    private static Part part(Path root, List<String> classes, DatasetSpec spec) {
        List<Path> files = new ArrayList<>(classes.isEmpty() ? pictures(root) : List.of());
        List<Integer> labels = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            Path folder = root.resolve(classes.get(c));
            if (Files.isDirectory(folder)) {
                List<Path> found = pictures(folder);
                files.addAll(found);
                labels.addAll(Collections.nCopies(found.size(), c));
            }
        }
        int[] values = labels.stream().mapToInt(Integer::intValue).toArray();
        return new Part(
                new ImageFolder(root, files, spec),
                classes.isEmpty() ? Optional.empty() : Optional.of(new Labels(values, classes.size())));
    }

    private static List<String> classes(Path root) {
        return list(root).stream()
                .filter(Files::isDirectory)
                .map(path -> path.getFileName().toString())
                .filter(name -> !name.startsWith("."))
                .toList();
    }

    /** @throws DataException if there is none */
    private static List<Path> pictures(Path folder) {
        List<Path> found = list(folder).stream().filter(ImageFile::isPicture).toList();
        if (found.isEmpty()) {
            throw new DataException(folder + ": holds no picture, expected files ending with .png, .jpg, .gif or .bmp");
        }
        return found;
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw ArrayFiles.unreadable(folder, e);
        }
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public Shape sampleShape() {
        return new Shape(channels, side, side);
    }

    @Override
    public void read(int index, float[] target, int offset) {
        ImageFile.read(files.get(index), channels, side, target, offset);
    }

    /** Of every file's name and bytes, and of how they are scaled. */
    @Override
    public long checksum() {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(channels)
                .putInt(side)
                .flip());
        for (Path file : files) {
            crc.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            try {
                crc.update(Files.readAllBytes(file));
            } catch (IOException e) {
                throw ArrayFiles.unreadable(file, e);
            }
        }
        return crc.getValue();
    }
}
