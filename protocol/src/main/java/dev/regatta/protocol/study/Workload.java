package dev.regatta.protocol.study;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What carries out a study's trials. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Workload.Train.class, name = "train"),
    @JsonSubTypes.Type(value = Workload.Exec.class, name = "exec"),
    @JsonSubTypes.Type(value = Workload.External.class, name = "external")
})
public sealed interface Workload permits Workload.Train, Workload.Exec, Workload.External {

    /** True if the parameters' names are the study's own, not those of the catalogue of hyperparameters. */
    default boolean freeParameters() {
        return !(this instanceof Train);
    }

    /** True if trials go to {@code regatta.work}; else they wait until somebody asks for them. */
    default boolean forWorkers() {
        return !(this instanceof External);
    }

    /** Workers train a {@code Method} of the catalogue. */
    record Train() implements Workload {}

    /**
     * Workers run a program: {@code method: exec}.
     *
     * @param command the program and its arguments, at least one; no shell reads them
     * @param timeLimitSeconds an attempt that takes longer is ended, ≥ 1
     */
    record Exec(List<String> command, int timeLimitSeconds) implements Workload {
        /** The value of {@code fixed.method} that asks for it. */
        public static final String METHOD = "exec";

        public Exec {
            command = List.copyOf(command);
        }
    }

    /** Programs outside the fleet ask for trials and tell their results over REST. */
    record External() implements Workload {}
}
