package dev.regatta.worker.method;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/** Computes something, inside a loss, of which no gradients are recorded. */
final class NoGradients {
    private NoGradients() {}

    static <T> T during(Supplier<T> computation) {
        boolean recording = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            return computation.get();
        } finally {
            JniUtils.setGradMode(recording);
        }
    }
}
