package dev.regatta.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.protocol.TrialId;
import dev.regatta.worker.hazelcast.HazelcastPrototypeStore;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that a trial leaves behind, but for names and times.
 *
 * @param prototypes each epoch's tensor file, in hex
 */
record Outcome(String weightsSha256, JsonNode metrics, List<Api.Point> logged, List<String> prototypes) {

    static Outcome of(Installation installation, JsonNode trial, int epochs) {
        HazelcastPrototypeStore store = installation.store().prototypes();
        TrialId id = TrialId.parse(
                trial.path("study").asText() + "/" + trial.path("number").asInt());
        List<String> prototypes = IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch ->
                        store.load(id, epoch).map(HexFormat.of()::formatHex).orElse("none"))
                .toList();
        return new Outcome(
                trial.path("weights_sha256").asText(),
                trial.path("metrics"),
                installation.api().points(trial.path("mlflow_run").asText()),
                prototypes);
    }
}
