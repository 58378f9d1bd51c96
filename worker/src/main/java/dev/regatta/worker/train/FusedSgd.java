package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * PyTorch's own SGD over many tensors in one call, on any device: a pass for each operation on each tensor costs more than
 * the operation.
 */
public final class FusedSgd {
    private final PtSymbolBlock module;

    /** Lives as long as {@code manager}. */
    public FusedSgd(NDManager manager) {
        try {
            module = JniUtils.loadModule((PtNDManager) manager, ScriptedModule.archive("Sgd", "sgd.py"), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("the optimizer's module cannot be loaded", e);
        }
    }

    /**
     * The tensors that a call moves: the lists name the same ones in the same order, all of one type, and are not empty.
     *
     * @param buffers of the momentum
     */
    public record Tensors(List<NDArray> parameters, List<NDArray> gradients, List<NDArray> buffers) {}

    /** As {@link #update}, then g = 0. */
    void step(Tensors tensors, double rate, double momentum, double decay) {
        run("forward", tensors, rate, momentum, decay);
    }

    /** d = g + decay·p; b = momentum·b + d; p = p − rate·b, in place. */
    public void update(Tensors tensors, double rate, double momentum, double decay) {
        run("update", tensors, rate, momentum, decay);
    }

    private void run(String method, Tensors tensors, double rate, double momentum, double decay) {
        IValue[] arguments = {
            list(tensors.parameters()),
            list(tensors.gradients()),
            list(tensors.buffers()),
            IValue.from(rate),
            IValue.from(momentum),
            IValue.from(decay)
        };
        try {
            IValueUtils.runMethod(module, method, arguments).close();
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
