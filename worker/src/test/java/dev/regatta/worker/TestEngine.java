package dev.regatta.worker;

import ai.djl.ndarray.NDManager;
import dev.regatta.worker.train.TorchEngine;

/** The engine as tests use it: one thread on the CPU. */
public final class TestEngine {
    private TestEngine() {}

    /** A manager for the calling thread, which records no gradients. */
    public static NDManager manager() {
        return TorchEngine.load(1, "cpu").newManager();
    }
}
