package dev.regatta.worker.hazelcast;

import com.hazelcast.map.IMap;
import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.PrototypeStore;
import java.util.Optional;

/** Prototypes in one map, keyed {@code study/trial/epoch}. */
public final class HazelcastPrototypeStore implements PrototypeStore {
    static final String PROTOTYPES = "regatta.prototypes";

    private final IMap<String, byte[]> prototypes;

    HazelcastPrototypeStore(IMap<String, byte[]> prototypes) {
        this.prototypes = prototypes;
    }

    @Override
    public void save(TrialId trial, int epoch, byte[] content) {
        prototypes.set(key(trial, epoch), content);
    }

    @Override
    public Optional<byte[]> load(TrialId trial, int epoch) {
        return Optional.ofNullable(prototypes.get(key(trial, epoch)));
    }

    private static String key(TrialId trial, int epoch) {
        return trial + "/" + epoch;
    }
}
