package dev.regatta.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayFilesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "|u1, 1", "|u1, 2", "|u1, 3", "<i4, 1", ">i4, 1", "<i8, 2", "<f4, 1", ">f4, 3", "<f8, 1", "|i1, 1", "<i2, 1"
    })
    void everyTypeAndVersionIsRead(String dtype, int version) throws IOException {
        npy("a.npy", version, dtype, false, "(3, 2)", numbers(dtype, 1, 2, 3, 4, 5, 6));

        Dataset data = ArraySource.samples(ArrayFiles.numPy(directory, "a.npy"), "auto");

        float divisor = dtype.equals("|u1") ? 255 : 1;
        assertThat(data.size()).isEqualTo(3);
        assertThat(Specs.sample(data, 1)).containsExactly(3 / divisor, 4 / divisor);
    }

    @Test
    void fortranOrderIsReadByItsFirstAxis() throws IOException {
        npy("a.npy", 1, "<f4", true, "(3, 2)", numbers("<f4", 1, 2, 3, 4, 5, 6));

        assertThat(Specs.sample(ArraySource.samples(ArrayFiles.numPy(directory, "a.npy"), "f"), 1))
                .containsExactly(2, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "'(2, 2, 3)', cl, 2|3, 6|7|8|9|10|11",
        "'(2, 2, 3)', lc, 3|2, 6|9|7|10|8|11",
        "'(2, 2, 3)', hw, 1|2|3, 6|7|8|9|10|11",
        "'(2, 1, 3, 2)', hwc, 2|1|3, 6|8|10|7|9|11",
        "'(2, 1, 3, 2)', chw, 1|3|2, 6|7|8|9|10|11"
    })
    void layoutsPutChannelsFirst(String shape, String layout, String sampleShape, String second) throws IOException {
        npy("a.npy", 1, "<f4", false, shape, numbers("<f4", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));

        Dataset data = ArraySource.samples(ArrayFiles.numPy(directory, "a.npy"), layout);

        assertThat(data.sampleShape().getShape())
                .containsExactly(Arrays.stream(sampleShape.split("\\|"))
                        .mapToLong(Long::parseLong)
                        .toArray());
        float[] expected = new float[6];
        String[] numbers = second.split("\\|");
        for (int i = 0; i < 6; i++) {
            expected[i] = Float.parseFloat(numbers[i]);
        }
        assertThat(Specs.sample(data, 1)).containsExactly(expected);
    }

    @Test
    void archivesHoldSamplesAndClasses() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(npyBytes(1, "<f8", false, "(5, 1)", numbers("<f8", 1, 2, 3, 4, 5)));
            zip.putNextEntry(new ZipEntry("y.npy"));
            zip.write(npyBytes(1, "<i8", false, "(5,)", numbers("<i8", 0, 1, 2, 1, 0)));
        }
        Files.write(directory.resolve("d.npz"), bytes.toByteArray());

        LabelledData data = Specs.open(directory, "npy", "train", "d.npz:x", "train_labels", "d.npz:y")
                .labelled()
                .orElseThrow();

        assertThat(data.train().samples().size()).isEqualTo(4);
        assertThat(data.test().samples().size()).isEqualTo(1);
        assertThat(data.test().labels().classes()).isEqualTo(3);
        for (int i = 0; i < 4; i++) {
            int value = (int) Specs.sample(data.train().samples(), i)[0];
            assertThat(data.train().labels().of(i)).isEqualTo(new int[] {0, 1, 2, 1, 0}[value - 1]);
        }
        assertThatThrownBy(() -> Specs.open(directory, "npy", "train", "d.npz:z"))
                .hasMessageEndingWith("d.npz:z: there is no such array, there are [x.npy, y.npy]");
    }

    @Test
    void samplesWithoutClassesMakeUnlabelledData() throws IOException {
        npy("a.npy", 1, "<f4", false, "(4, 1)", numbers("<f4", 1, 2, 3, 4));
        npy("b.npy", 1, "<f4", false, "(2, 1)", numbers("<f4", 5, 6));

        DataSplits data = Specs.open(directory, "npy", "train", "a.npy", "test", "b.npy");

        assertThat(data.labelled()).isEmpty();
        assertThat(data.train().size()).isEqualTo(4);
        assertThat(Specs.sample(data.test(), 1)).containsExactly(6);
    }

    @Test
    void aDrawnTestPartIsDecidedByItsSeedAndDisjoint() throws IOException {
        npy(
                "a.npy",
                1,
                "<i4",
                false,
                "(50, 1)",
                numbers("<i4", IntStream.range(0, 50).mapToDouble(i -> i).toArray()));

        DataSplits first = Specs.open(directory, "npy", "train", "a.npy", "test_fraction", 0.3);
        DataSplits again = Specs.open(directory, "npy", "train", "a.npy", "test_fraction", 0.3);
        DataSplits other = Specs.open(directory, "npy", "train", "a.npy", "test_fraction", 0.3, "split_seed", 1);

        assertThat(first.test().size()).isEqualTo(15);
        assertThat(first.train().checksum()).isEqualTo(again.train().checksum());
        assertThat(first.train().checksum()).isNotEqualTo(other.train().checksum());
        Set<Float> seen = new HashSet<>();
        for (Dataset part : new Dataset[] {first.train(), first.test()}) {
            for (int i = 0; i < part.size(); i++) {
                assertThat(seen.add(Specs.sample(part, i)[0])).isTrue();
            }
        }
        assertThat(seen).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void idxFilesAreReadPlainAndPacked(boolean packed) throws IOException {
        idx("train-images-idx3-ubyte", packed, 0x08, new int[] {2, 1, 2}, new byte[] {0, 51, (byte) 255, 102});
        idx("train-labels-idx1-ubyte", packed, 0x08, new int[] {2}, new byte[] {7, 3});
        idx("t10k-images-idx3-ubyte", packed, 0x08, new int[] {1, 1, 2}, new byte[] {1, 2});
        idx("t10k-labels-idx1-ubyte", packed, 0x08, new int[] {1}, new byte[] {3});

        LabelledData data = Specs.open(directory, "idx").labelled().orElseThrow();

        assertThat(data.train().samples().sampleShape().getShape()).containsExactly(1, 1, 2);
        assertThat(Specs.sample(data.train().samples(), 1)).containsExactly(1, 102 / 255f);
        assertThat(data.train().labels().of(0)).isEqualTo(7);
        assertThat(data.test().labels().classes()).isEqualTo(8);
    }

    @Test
    void idxFilesWithAnotherMagicTypeOrLengthAreRefused() throws IOException {
        Files.write(directory.resolve("m"), new byte[] {1, 0, 8, 1, 0, 0, 0, 0});
        assertRefused(() -> ArrayFiles.idx(directory, "m"), "m: offset 0: is no IDX file, expected two zero bytes");
        idx("t", false, 0x0a, new int[] {1}, new byte[] {0});
        assertRefused(() -> ArrayFiles.idx(directory, "t"), "t: offset 2: the type is 0x0a, must be one of 08, 09,");
        idx("l", false, 0x08, new int[] {3, 2}, new byte[] {0, 1, 2, 3, 4});
        assertRefused(
                () -> ArrayFiles.idx(directory, "l"),
                "l: has 17 bytes, expected 18: 12 before the data, then 6 elements of 1 bytes");
        Files.write(directory.resolve("h"), new byte[] {0, 0, 8, 3, 0, 0});
        assertRefused(() -> ArrayFiles.idx(directory, "h"), "h: offset 3: has 3 axes, whose lengths need 16 bytes");
        Files.write(directory.resolve("g.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        assertRefused(() -> ArrayFiles.idx(directory, "g.gz"), "g.gz: is no whole gzip file");
        assertRefused(() -> ArrayFiles.idx(directory, "none"), "none: there is no such file");
    }

    @Test
    void npyFilesThatCannotBeUsedAreRefused() throws IOException {
        Files.write(directory.resolve("m.npy"), new byte[20]);
        assertRefused(() -> numPy("m.npy"), "m.npy: offset 0: is no .npy file");
        npy("v.npy", 4, "<f4", false, "(1,)", new byte[4]);
        assertRefused(() -> numPy("v.npy"), "v.npy: offset 6: the format's version is 4, must be 1, 2 or 3");
        npy("o.npy", 1, "|O", false, "(1,)", new byte[4]);
        assertRefused(() -> numPy("o.npy"), "the dtype is \"|O\", must be one of u1, i1, i2, i4, i8, f4, f8; object");
        npy("c.npy", 1, "<c8", false, "(1,)", new byte[8]);
        assertRefused(() -> numPy("c.npy"), "c.npy: offset 10: the dtype is \"<c8\", must be one of");
        npy("t.npy", 1, "<f4", false, "(2, 3)", new byte[20]);
        assertRefused(() -> numPy("t.npy"), " bytes, expected ");
        npy("x.npy", 1, "<f4", false, "(9223372036854775807, 3)", new byte[4]);
        assertRefused(() -> numPy("x.npy"), "which no file can hold");
        byte[] cut = Arrays.copyOf(npyBytes(1, "<f4", false, "(1,)", new byte[4]), 30);
        Files.write(directory.resolve("h.npy"), cut);
        assertRefused(() -> numPy("h.npy"), "h.npy: offset 8: the header has ");
        Files.write(directory.resolve("z.npz"), new byte[100]);
        assertRefused(() -> numPy("z.npz:a"), "z.npz:a: is no whole zip archive");
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedWithTheirPlace() throws IOException {
        npy("a.npy", 1, "<f8", false, "(3, 2)", numbers("<f8", 1, 2, 3, Double.NaN, 5, 6));
        long data = Files.size(directory.resolve("a.npy")) - 6 * 8;

        assertRefused(
                () -> ArraySource.samples(numPy("a.npy"), "f"),
                "a.npy: offset " + (data + 3 * 8) + ": sample 1 holds NaN, must be finite and fit into 32 bits");
    }

    @Test
    void classesThatDoNotFitAreRefused() throws IOException {
        npy("x.npy", 1, "<f4", false, "(3, 1)", new byte[12]);
        npy("few.npy", 1, "<i4", false, "(2,)", new byte[8]);
        npy("real.npy", 1, "<f4", false, "(3,)", new byte[12]);
        npy("low.npy", 1, "<i4", false, "(3,)", numbers("<i4", 0, -1, 2));

        assertRefused(
                () -> Specs.open(directory, "npy", "train", "x.npy", "train_labels", "few.npy"),
                "few.npy: has 2 classes for 3 samples");
        assertRefused(
                () -> Specs.open(directory, "npy", "train", "x.npy", "train_labels", "real.npy"),
                "must be whole numbers along one axis");
        assertRefused(
                () -> Specs.open(directory, "npy", "train", "x.npy", "train_labels", "low.npy"),
                ": label is -1, must be from 0 to 99999");
        assertRefused(() -> Specs.open(directory, "npy", "train", "few.npy"), "there must be two to four axes");
    }

    private NumericArray numPy(String text) {
        return ArrayFiles.numPy(directory, text);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessageContaining(message);
    }

    private void idx(String name, boolean packed, int type, int[] shape, byte[] data) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
        file.put((byte) 0).put((byte) 0).put((byte) type).put((byte) shape.length);
        for (int side : shape) {
            file.putInt(side);
        }
        file.put(data);
        Path path = directory.resolve(packed ? name + ".gz" : name);
        try (OutputStream out =
                packed ? new GZIPOutputStream(Files.newOutputStream(path)) : Files.newOutputStream(path)) {
            out.write(file.array());
        }
    }

    private void npy(String name, int version, String dtype, boolean fortran, String shape, byte[] data)
            throws IOException {
        Files.write(directory.resolve(name), npyBytes(version, dtype, fortran, shape, data));
    }

    private static byte[] npyBytes(int version, String dtype, boolean fortran, String shape, byte[] data) {
        String header = "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
                .formatted(dtype, fortran ? "True" : "False", shape);
        int start = version == 1 ? 10 : 12;
        header = header + " ".repeat(63 - (start + header.length()) % 64) + "\n";
        ByteBuffer file =
                ByteBuffer.allocate(start + header.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            file.putShort((short) header.length());
        } else {
            file.putInt(header.length());
        }
        return file.put(header.getBytes(StandardCharsets.UTF_8)).put(data).array();
    }

    private static byte[] numbers(String dtype, double... values) {
        int size = dtype.charAt(2) - '0';
        ByteBuffer bytes = ByteBuffer.allocate(size * values.length);
        bytes.order(dtype.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (dtype.substring(1)) {
                case "u1", "i1" -> bytes.put((byte) value);
                case "i2" -> bytes.putShort((short) value);
                case "i4" -> bytes.putInt((int) value);
                case "i8" -> bytes.putLong((long) value);
                case "f4" -> bytes.putFloat((float) value);
                default -> bytes.putDouble(value);
            }
        }
        return bytes.array();
    }
}
