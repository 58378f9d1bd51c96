package dev.regatta.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import dev.regatta.worker.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelBlocksTest {
    private final NDManager manager = TestEngine.manager();

    @AfterEach
    void free() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 64, 4})
    void widthsOfTheTestsAndWholeBlocksAreTaken(int width) {
        assertThatCode(() -> ChannelBlocks.check(width, Device.cpu())).doesNotThrowAnyException();
    }

    @Test
    void anyWidthIsTakenOnAGpu() {
        assertThatCode(() -> ChannelBlocks.check(5, Device.gpu(0))).doesNotThrowAnyException();
    }

    /** Freed memory full of NaN must not show up in a gradient: the reason for the limit under which tests run. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void convolutionsReadNoFreedMemory(int channels) {
        NDArray weight = manager.randomNormal(new Shape(channels, channels, 3, 3));
        NDArray input = manager.randomNormal(new Shape(16, channels, 8, 8));
        input.setRequiresGradient(true);
        for (int pass = 0; pass < 30; pass++) {
            try (NDManager dirt = manager.newSubManager()) {
                for (int i = 4; i < 18; i++) {
                    dirt.full(new Shape(1L << i), Float.NaN);
                }
            }
            try (NDManager scope = manager.newSubManager();
                    Gradients gradients = new Gradients()) {
                NDArray result = scope.ones(new Shape(1))
                        .mul(Conv2d.conv2d(input, weight, null, new Shape(1, 1), new Shape(1, 1))
                                .singletonOrThrow());
                gradients.backward(result.sum());
            }
            try (NDArray gradient = input.getGradient()) {
                assertThat(gradient.sum().getFloat()).as("pass %d", pass).isFinite();
            }
        }
    }
}
