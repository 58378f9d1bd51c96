package dev.regatta.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.TestEngine;
import org.junit.jupiter.api.Test;

class DeviceMemoryTest {

    @Test
    void allocationOfMoreThanThereIsIsRecognized() {
        try (NDManager manager = TestEngine.manager()) {
            EngineException error =
                    catchThrowableOfType(EngineException.class, () -> manager.ones(new Shape(1L << 46)));

            assertThat(DeviceMemory.isExhausted(error)).isTrue();
        }
    }

    @Test
    void otherErrorsAreNot() {
        assertThat(DeviceMemory.isExhausted(new EngineException("sizes of tensors must match")))
                .isFalse();
    }

    @Test
    void errorOfAGpuIsRecognized() {
        assertThat(DeviceMemory.isExhausted(new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB")))
                .isTrue();
    }
}
