package dev.regatta.worker.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFileTest {

    @Test
    void everythingComesBackBitForBit() {
        TensorFile file = sample();

        TensorFile read = TensorFile.decode(file.encode());

        assertThat(read).isEqualTo(file);
        assertThat(read.tensor("weights").floats()).containsExactly(1.5f, -0f, Float.NaN, Float.MIN_VALUE, 5, 6);
        assertThat(read.tensor("weights").shape()).containsExactly(2, 3);
        assertThat(read.tensor("sums").doubles()).containsExactly(Math.PI);
        assertThat(read.tensor("indices").ints()).containsExactly(7, -100);
        assertThat(read.attribute("kind")).isEqualTo("EPOCH_END");
    }

    @Test
    void equalContentGivesEqualBytes() {
        assertThat(sample().encode()).isEqualTo(sample().encode());
    }

    @Test
    void layoutIsTheDocumentedOne() {
        byte[] bytes = new TensorFile(Map.of(), Map.of("x", HostTensor.of(new float[] {1f}, 1))).encode();
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        file.get(magic);

        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("RGTTENSR");
        assertThat(file.getInt()).isEqualTo(1);
        byte[] header = new byte[file.getInt()];
        file.get(header);
        assertThat(new String(header, StandardCharsets.UTF_8))
                .isEqualTo("{\"attributes\":{},\"tensors\":[{\"name\":\"x\",\"type\":\"f32\",\"shape\":[1]}]}");
        assertThat(file.getFloat()).isEqualTo(1f);
        assertThat(file.remaining()).isEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 20, 150, -40, -1})
    void anyFlippedByteIsNoticed(int position) {
        byte[] bytes = sample().encode();
        bytes[position < 0 ? bytes.length + position : position] ^= 1;

        assertThatThrownBy(() -> TensorFile.decode(bytes)).isInstanceOf(IncompatibleCheckpointException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 47, 100})
    void truncatedFileIsRefused(int length) {
        byte[] bytes = Arrays.copyOf(sample().encode(), length);

        assertThatThrownBy(() -> TensorFile.decode(bytes))
                .isInstanceOf(IncompatibleCheckpointException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void laterVersionIsNamed() {
        byte[] bytes = sample().encode();
        bytes[8] = 2;

        assertThatThrownBy(() -> TensorFile.decode(bytes))
                .hasMessage("the tensor file is of version 2, this worker reads version 1");
    }

    @Test
    void missingTensorIsNamed() {
        assertThatThrownBy(() -> sample().tensor("bias"))
                .isInstanceOf(IncompatibleCheckpointException.class)
                .hasMessageEndingWith("it has no tensor bias");
    }

    @Test
    void shapeMustFitTheElements() {
        assertThatThrownBy(() -> HostTensor.of(new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("f32[2, 3] takes 24 bytes, there are 20");
    }

    private static TensorFile sample() {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        tensors.put("weights", HostTensor.of(new float[] {1.5f, -0f, Float.NaN, Float.MIN_VALUE, 5, 6}, 2, 3));
        tensors.put("sums", HostTensor.of(new double[] {Math.PI}));
        tensors.put("indices", HostTensor.of(new int[] {7, -100}, 2));
        return new TensorFile(Map.of("kind", "EPOCH_END"), tensors);
    }
}
