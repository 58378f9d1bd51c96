package dev.regatta.worker.inspection;

import dev.regatta.worker.checkpoint.HostTensor;
import dev.regatta.worker.checkpoint.TensorFile;
import java.util.Map;
import java.util.Optional;

/**
 * What a run's state keeps of its training samples.
 *
 * @param samples the sample of each embedding, [M]; empty where no embeddings are kept
 * @param embeddings [M, E]
 * @param assigned the cluster of each sample, [N], negative for none; empty where none are assigned
 * @param prototypes the clusters' centres in the embeddings' space, [K, E]
 */
record Memory(int[] samples, Optional<UnitRows> embeddings, Optional<int[]> assigned, Optional<UnitRows> prototypes) {

    static Memory of(TensorFile state) {
        Map<String, HostTensor> tensors = state.tensors();
        Optional<UnitRows> embeddings =
                Optional.ofNullable(tensors.get("bank.embeddings")).map(UnitRows::of);
        Optional<UnitRows> centres = Optional.ofNullable(tensors.get("weights.prototypes"))
                .map(UnitRows::of)
                .filter(rows -> embeddings.isPresent()
                        && rows.dimension() == embeddings.get().dimension());
        return new Memory(
                Optional.ofNullable(tensors.get("bank.indices"))
                        .map(HostTensor::ints)
                        .orElse(new int[0]),
                embeddings,
                Optional.ofNullable(tensors.get("assignments.current")).map(HostTensor::ints),
                centres);
    }
}
