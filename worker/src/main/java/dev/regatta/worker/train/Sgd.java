package dev.regatta.worker.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Stochastic gradient descent as PyTorch computes it: d = g + w·p; b = m·b + d; p = p − r·b, with weight decay w, momentum m
 * and learning rate r. The rate is no part of the buffer b, and b begins at zero. With LARC d is scaled by
 * {@link Larc}. On the CPU a tensor is updated in one pass, by {@link FusedUpdate}; on another device nothing is read back.
 */
public final class Sgd {
    private record Slot(NDArray parameter, NDArray buffer) {}

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final double momentum;
    private final double weightDecay;
    private final boolean larc;
    private final FusedUpdate fused;
    private final NDManager manager;

    /**
     * Begins without a past; the buffers live as long as {@code manager}.
     *
     * @param threads that share an update on the CPU
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
        this.fused = new FusedUpdate(threads);
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
            Map<DataType, Factors> factors = new LinkedHashMap<>();
            slots.forEach((name, slot) -> {
                NDArray gradient = in(scope, slot.parameter().getGradient());
                if (!frozen.contains(name)) {
                    update(slot, gradient, learningRate, scope, factors);
                }
                gradient.subi(gradient);
            });
        }
    }

    /** Zeroes the buffers of the parameters {@code renewed}, which have new values without a past. */
    void forget(Set<String> renewed) {
        slots.forEach((name, slot) -> {
            if (renewed.contains(name)) {
                slot.buffer().muli(0);
            }
        });
    }

    /** The step's numbers as scalars on the device. */
    private record Factors(NDArray rate, NDArray momentum, NDArray decay) {}

    private void update(Slot slot, NDArray gradient, double rate, NDManager scope, Map<DataType, Factors> known) {
        Factors factors = known.computeIfAbsent(
                gradient.getDataType(),
                type -> new Factors(
                        scalar(scope, rate, type), scalar(scope, momentum, type), scalar(scope, weightDecay, type)));
        Larc.Scales scales = larc
                ? Larc.scales(slot.parameter(), gradient, factors.decay(), scope)
                : new Larc.Scales(factors.decay(), scalar(scope, 1, gradient.getDataType()));
        if (inHostMemory(gradient)) {
            fused.apply(
                    slot.parameter(),
                    gradient,
                    slot.buffer(),
                    new FusedUpdate.Factors(
                            (float) rate,
                            (float) momentum,
                            scales.decay().getFloat(),
                            scales.scale().getFloat()));
        } else {
            tensorwise(slot, gradient, factors, scales);
        }
    }

    private static boolean inHostMemory(NDArray tensor) {
        return tensor.getDataType() == DataType.FLOAT32 && tensor.getDevice().equals(Device.cpu());
    }

    private static void tensorwise(Slot slot, NDArray gradient, Factors factors, Larc.Scales scales) {
        try (NDArray direction = slot.parameter().mul(scales.decay())) {
            direction.addi(gradient).muli(scales.scale());
            slot.buffer().muli(factors.momentum()).addi(direction);
        }
        try (NDArray change = slot.buffer().mul(factors.rate())) {
            slot.parameter().subi(change);
        }
    }

    private static NDArray scalar(NDManager scope, double value, DataType type) {
        return type == DataType.FLOAT64 ? scope.create(value) : scope.create((float) value);
    }

    static NDArray in(NDManager owner, NDArray array) {
        array.attach(owner);
        return array;
    }
}
