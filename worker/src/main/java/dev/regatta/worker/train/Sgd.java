package dev.regatta.worker.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stochastic gradient descent as PyTorch computes it: d = g + w·p; b = m·b + d; p = p − r·b, with weight decay w, momentum m
 * and learning rate r. The rate is no part of the buffer b, and b begins at zero. With LARC d is scaled by
 * {@link Larc}. Large tensors are updated piece by piece, so that a piece stays in the cache over all passes; this
 * changes no bit. Nothing is read back from the device.
 */
public final class Sgd {
    /** Values of a piece: four arrays of it fit in a core's second-level cache. */
    private static final long PIECE = 1 << 16;

    private record Piece(long from, long to, NDArray parameter, NDArray buffer) {}

    private record Slot(NDArray parameter, NDArray buffer, List<Piece> pieces) {}

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final double momentum;
    private final double weightDecay;
    private final boolean larc;
    private final NDManager manager;

    public Sgd(Map<String, NDArray> parameters, double momentum, double weightDecay, NDManager manager) {
        this(parameters, momentum, weightDecay, false, manager);
    }

    /** The buffers live as long as {@code manager}. */
    Sgd(Map<String, NDArray> parameters, double momentum, double weightDecay, boolean larc, NDManager manager) {
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        this.larc = larc;
        this.manager = manager;
        parameters.forEach((name, parameter) -> {
            NDArray buffer = manager.zeros(parameter.getShape(), parameter.getDataType());
            slots.put(name, new Slot(parameter, buffer, pieces(parameter, buffer)));
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
                    update(slot, in(scope, gradient.reshape(-1)), learningRate, scope, factors);
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
        Larc.Scales scales = larc ? Larc.scales(slot.parameter(), gradient, factors.decay(), scope) : null;
        for (Piece piece : slot.pieces()) {
            NDArray part = piece.to() - piece.from() == gradient.size()
                    ? gradient
                    : gradient.get(scope, new NDIndex().addSliceDim(piece.from(), piece.to()));
            try (NDArray direction = piece.parameter().mul(scales == null ? factors.decay() : scales.decay())) {
                direction.addi(part);
                if (scales != null) {
                    direction.muli(scales.scale());
                }
                piece.buffer().muli(factors.momentum()).addi(direction);
            }
            try (NDArray change = piece.buffer().mul(factors.rate())) {
                piece.parameter().subi(change);
            }
        }
    }

    /** Views of both tensors, flat; they live as long as the buffers. */
    private List<Piece> pieces(NDArray parameter, NDArray buffer) {
        NDArray values = in(manager, parameter.reshape(-1));
        NDArray flat = buffer.reshape(-1);
        List<Piece> pieces = new ArrayList<>();
        for (long from = 0; from < flat.size(); from += PIECE) {
            long to = Math.min(flat.size(), from + PIECE);
            NDIndex slice = new NDIndex().addSliceDim(from, to);
            pieces.add(new Piece(from, to, values.get(manager, slice), flat.get(manager, slice)));
        }
        return pieces;
    }

    private static NDArray scalar(NDManager scope, double value, DataType type) {
        return type == DataType.FLOAT64 ? scope.create(value) : scope.create((float) value);
    }

    static NDArray in(NDManager owner, NDArray array) {
        array.attach(owner);
        return array;
    }
}
