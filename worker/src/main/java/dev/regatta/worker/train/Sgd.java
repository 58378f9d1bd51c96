package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Stochastic gradient descent as PyTorch computes it: d = g + w·p; b = m·b + d; p = p − r·b, with weight decay w, momentum m
 * and learning rate r. The rate is no part of the buffer b, and b begins at zero.
 */
final class Sgd {
    private record Slot(NDArray parameter, NDArray buffer) {}

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final double momentum;
    private final double weightDecay;

    /** The buffers live as long as {@code manager}. */
    Sgd(Map<String, NDArray> parameters, double momentum, double weightDecay, NDManager manager) {
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        parameters.forEach((name, parameter) ->
                slots.put(name, new Slot(parameter, manager.zeros(parameter.getShape(), parameter.getDataType()))));
    }

    /** The momentum buffer of every parameter. */
    Map<String, NDArray> buffers() {
        Map<String, NDArray> buffers = new LinkedHashMap<>();
        slots.forEach((name, slot) -> buffers.put(name, slot.buffer()));
        return buffers;
    }

    /** One step, then all gradients are zero. Those named {@code frozen} stay as they are, and so do their buffers. */
    void step(double learningRate, Set<String> frozen) {
        slots.forEach((name, slot) -> {
            // Every handle is closed here: it would live as long as the parameter otherwise.
            try (NDArray gradient = slot.parameter().getGradient()) {
                if (!frozen.contains(name)) {
                    update(slot, gradient, learningRate);
                }
                gradient.subi(gradient);
            }
        });
    }

    /** Zeroes the buffers of the parameters {@code renewed}, which have new values without a past. */
    void forget(Set<String> renewed) {
        slots.forEach((name, slot) -> {
            if (renewed.contains(name)) {
                slot.buffer().muli(0);
            }
        });
    }

    private void update(Slot slot, NDArray gradient, double learningRate) {
        try (NDArray direction = slot.parameter().mul(weightDecay)) {
            direction.addi(gradient);
            slot.buffer().muli(momentum).addi(direction);
        }
        try (NDArray change = slot.buffer().mul(learningRate)) {
            slot.parameter().subi(change);
        }
    }
}
