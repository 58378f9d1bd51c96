package dev.regatta.worker.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import dev.regatta.worker.model.Encoder;
import dev.regatta.worker.model.Projector;
import dev.regatta.worker.model.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A second network whose parameters follow the trained one's by an exponential moving average. It begins as its equal:
 * a tensor's first value depends on seed and name alone.
 */
final class EmaTeacher {
    private static final String PREFIX = "teacher.";

    private final Weights student;
    private final Weights weights;
    private final Encoder encoder;
    private final Projector projector;
    private final double momentum;

    EmaTeacher(MethodParts parts, ClusterSettings settings, double momentum) {
        this.student = parts.weights();
        this.weights = new Weights(parts.manager(), DataType.FLOAT32, parts.seed());
        this.encoder = parts.encoders().apply(weights);
        this.projector = new Projector(
                weights, "projector", encoder.featureSize(), settings.projectorHidden(), settings.embedding());
        this.momentum = momentum;
        weights.parameters().values().forEach(tensor -> tensor.setRequiresGradient(false));
    }

    /** Unit embeddings [B, E] of samples, by the batch's statistics. */
    NDArray embed(NDArray samples) {
        return projector.apply(encoder.apply(samples, true).pooled(), true);
    }

    /** Moves each parameter towards the student's. Every handle is closed here, as the tensors outlive the step. */
    void follow() {
        weights.parameters().forEach((name, tensor) -> {
            NDArray own = student.all().get(name);
            if (own != null) {
                try (NDArray change = own.mul(1 - momentum)) {
                    tensor.muli(momentum).addi(change);
                }
            }
        });
    }

    Map<String, HostTensor> state() {
        Map<String, HostTensor> state = new LinkedHashMap<>();
        weights.all()
                .forEach((name, tensor) -> state.put(
                        PREFIX + name,
                        HostTensor.of(tensor.toFloatArray(), tensor.getShape().getShape())));
        return state;
    }

    void restore(TensorFile file) {
        weights.all()
                .forEach((name, tensor) ->
                        Weights.assign(tensor, file.tensor(PREFIX + name).floats()));
    }
}
