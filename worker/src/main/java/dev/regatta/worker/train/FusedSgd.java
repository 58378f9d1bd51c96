package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * PyTorch's own SGD over many tensors in one call, on any device: a pass for each operation on each tensor costs more than
 * the operation.
 */
final class FusedSgd {
    private final PtSymbolBlock module;

    /** Lives as long as {@code manager}. */
    FusedSgd(NDManager manager) {
        try {
            module = JniUtils.loadModule(
                    (PtNDManager) manager, ScriptedModule.archive("Sgd", "sgd.py"), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("the optimizer's module cannot be loaded", e);
        }
    }

    /**
     * d = g + decay·p; b = momentum·b + d; p = p − rate·b; then g = 0, in place. The lists name the same tensors in the
     * same order, all of one type, and are not empty.
     */
    void step(
            List<NDArray> parameters,
            List<NDArray> gradients,
            List<NDArray> buffers,
            double rate,
            double momentum,
            double decay) {
        IValue[] arguments = {
            list(parameters),
            list(gradients),
            list(buffers),
            IValue.from(rate),
            IValue.from(momentum),
            IValue.from(decay)
        };
        try (IValue unused = module.forward(arguments)) {
            // all of it is done in place
        } finally {
            for (IValue argument : arguments) {
                argument.close();
            }
        }
    }

    private static IValue list(List<NDArray> tensors) {
        return IValue.listFrom(tensors.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
    }
}
