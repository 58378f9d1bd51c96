package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stochastic gradient descent as PyTorch computes it: d = g + w·p; b = m·b + d; p = p − r·b, with weight decay w, momentum m
 * and learning rate r. The rate is no part of the buffer b, and b begins at zero. With LARC d is scaled by {@link Larc}. Nothing
 * is read back from the device.
 */
public final class Sgd {
    private record Slot(NDArray parameter, NDArray buffer) {}

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final double momentum;
    private final double weightDecay;
    private final boolean larc;
    private final FusedSgd fused;
    private final int threads;
    private final NDManager manager;

    /**
     * Begins without a past; the buffers live as long as {@code manager}.
     *
     * @param threads of the engine, ≥ 1
     */
    public Sgd(
            Map<String, NDArray> parameters,
            double momentum,
            double weightDecay,
            boolean larc,
            int threads,
            NDManager manager) {
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        this.larc = larc;
        this.fused = new FusedSgd(manager);
        this.threads = threads;
        this.manager = manager;
        parameters.forEach((name, parameter) -> {
            slots.put(name, new Slot(parameter, manager.zeros(parameter.getShape(), parameter.getDataType())));
        });
    }

    /** The momentum buffer of every parameter. */
    Map<String, NDArray> buffers() {
        Map<String, NDArray> buffers = new LinkedHashMap<>();
        slots.forEach((name, slot) -> buffers.put(name, slot.buffer()));
        return buffers;
    }

    /** One step, then all gradients are zero. Those named {@code frozen} stay as they are, and so do their buffers. */
    public void step(double learningRate, Set<String> frozen) {
        try (NDManager scope = manager.newSubManager()) {
            Map<Kind, Moved> all = new LinkedHashMap<>();
            slots.forEach((name, slot) -> {
                NDArray gradient = in(scope, slot.parameter().getGradient());
                if (frozen.contains(name)) {
                    gradient.subi(gradient);
                    return;
                }
                if (larc) {
                    scale(gradient, slot.parameter(), scope);
                }
                all.computeIfAbsent(Kind.of(gradient), kind -> new Moved()).add(slot, gradient);
            });
            all.forEach((kind, moved) -> move(kind, moved, learningRate));
        }
    }

    private void move(Kind kind, Moved moved, double rate) {
        double decay = larc ? 0 : weightDecay; // with LARC it is in the gradients already
        boolean alone = kind.small() && threads > 1;
        if (alone) {
            JniUtils.setNumThreads(1);
        }
        try {
            fused.step(new FusedSgd.Tensors(moved.parameters, moved.gradients, moved.buffers), rate, momentum, decay);
        } finally {
            if (alone) {
                JniUtils.setNumThreads(threads);
            }
        }
    }

    /**
     * What one call can move.
     *
     * @param small not worth waking a further thread for
     */
    private record Kind(DataType type, boolean small) {
        private static final long SMALL = 1 << 16;

        static Kind of(NDArray tensor) {
            return new Kind(tensor.getDataType(), tensor.getShape().size() < SMALL);
        }
    }

    /** The tensors of one kind that a step moves. */
    private static final class Moved {
        private final List<NDArray> parameters = new ArrayList<>();
        private final List<NDArray> gradients = new ArrayList<>();
        private final List<NDArray> buffers = new ArrayList<>();

        void add(Slot slot, NDArray gradient) {
            parameters.add(slot.parameter());
            gradients.add(gradient);
            buffers.add(slot.buffer());
        }
    }

    /** Makes of a gradient LARC's direction. */
    private void scale(NDArray gradient, NDArray parameter, NDManager scope) {
        NDArray decay = gradient.getDataType() == DataType.FLOAT64
                ? scope.create(weightDecay)
                : scope.create((float) weightDecay);
        Larc.Scales scales = Larc.scales(parameter, gradient, decay, scope);
        gradient.addi(in(scope, parameter.mul(scales.decay()))).muli(scales.scale());
    }

    /** Zeroes the buffers of the parameters {@code renewed}, which have new values without a past. */
    void forget(Set<String> renewed) {
        slots.forEach((name, slot) -> {
            if (renewed.contains(name)) {
                slot.buffer().muli(0);
            }
        });
    }

    static NDArray in(NDManager owner, NDArray array) {
        array.attach(owner);
        return array;
    }
}
