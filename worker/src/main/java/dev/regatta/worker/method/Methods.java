package dev.regatta.worker.method;

import dev.regatta.protocol.method.Method;
import java.util.Optional;

/** Makes the methods; each constant of {@link Method} has its case here. */
public final class Methods {
    private Methods() {}

    /** What trains the encoder; empty for a control. */
    public static Optional<PretrainingMethod> of(Method method, MethodParts parts) {
        return switch (method) {
            case RANDOM_INIT, RAW_PIXELS -> Optional.empty();
            case ID -> Optional.of(InstanceDiscrimination.id(parts));
            case IDFD -> Optional.of(InstanceDiscrimination.idfd(parts));
            case CONCURL -> Optional.of(new Concurl(parts));
            case DEEPCLUSTER -> Optional.of(new ClassicDeepCluster(parts));
            case DEEPCLUSTER_V2 -> Optional.of(new DeepCluster(parts, false));
            case DEEPCLUSTER_KD -> Optional.of(new DeepCluster(parts, true));
        };
    }
}
