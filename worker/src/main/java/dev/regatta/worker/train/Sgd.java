package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.EnumMap;
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
    private final NDManager manager;

    /** Begins without a past; the buffers live as long as {@code manager}. */
    public Sgd(
            Map<String, NDArray> parameters, double momentum, double weightDecay, boolean larc, NDManager manager) {
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        this.larc = larc;
        this.fused = new FusedSgd(manager);
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
            Map<DataType, Moved> all = new EnumMap<>(DataType.class);
            slots.forEach((name, slot) -> {
                NDArray gradient = in(scope, slot.parameter().getGradient());
                if (frozen.contains(name)) {
                    gradient.subi(gradient);
                    return;
                }
                if (larc) {
                    scale(gradient, slot.parameter(), scope);
                }
                all.computeIfAbsent(gradient.getDataType(), type -> new Moved()).add(slot, gradient);
            });
            double decay = larc ? 0 : weightDecay; // with LARC it is in the gradients already
            all.values()
                    .forEach(moved -> fused.step(
                            moved.parameters, moved.gradients, moved.buffers, learningRate, momentum, decay));
        }
    }

    /** The tensors of one type that a step moves. */
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
