package dev.regatta.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.regatta.worker.data.Seeds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The named tensors of a network: parameters, which are trained, and buffers, which are not. Each tensor's initial
 * value depends on the seed and its own name alone, so networks with more parts share the values of the common ones.
 * Owned by one run; used by the thread that runs it.
 */
public final class Weights implements AutoCloseable {
    private static final NDIndex ALL = new NDIndex("...");

    private final NDManager manager;
    private final DataType type;
    private final long seed;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Map<String, NDArray> buffers = new LinkedHashMap<>();

    /** @param type {@link DataType#FLOAT32}, or {@link DataType#FLOAT64} where a test needs the precision */
    public Weights(NDManager parent, DataType type, long seed) {
        this.manager = parent.newSubManager();
        this.type = type;
        this.seed = seed;
    }

    /** Makes a trained tensor. */
    public NDArray parameter(String name, Shape shape, Initializer initializer) {
        NDArray tensor = make(name, shape, initializer);
        tensor.setRequiresGradient(true);
        parameters.put(name, tensor);
        return tensor;
    }

    /** Makes a tensor that training changes by other means than gradients. */
    public NDArray buffer(String name, Shape shape, Initializer initializer) {
        NDArray tensor = make(name, shape, initializer);
        buffers.put(name, tensor);
        return tensor;
    }

    /** The tensors' element type. */
    public DataType type() {
        return type;
    }

    public Map<String, NDArray> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Parameters, then buffers, in the order they were made. */
    public Map<String, NDArray> all() {
        Map<String, NDArray> all = new LinkedHashMap<>(parameters);
        all.putAll(buffers);
        return all;
    }

    /** Overwrites a tensor's values in place. */
    public static void assign(NDArray tensor, float[] values) {
        try (NDArray source = tensor.getManager().create(values, tensor.getShape());
                NDArray converted = source.toType(tensor.getDataType(), true)) {
            tensor.set(ALL, converted);
        }
    }

    private NDArray make(String name, Shape shape, Initializer initializer) {
        if (parameters.containsKey(name) || buffers.containsKey(name)) {
            throw new IllegalArgumentException("there are two tensors named " + name);
        }
        float[] values = new float[Math.toIntExact(shape.size())];
        initializer.fill(values, Seeds.random(seed, name, 0));
        // A tensor made from an array borrows the array's memory, and so would its conversion to the type it has.
        try (NDArray borrowed = manager.create(values, shape)) {
            NDArray tensor = type == DataType.FLOAT32 ? borrowed.duplicate() : borrowed.toType(type, true);
            tensor.setName(name);
            return tensor;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
