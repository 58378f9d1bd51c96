package dev.regatta.worker.mlflow;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.regatta.protocol.TrialId;
import dev.regatta.worker.attempt.MetricPoint;
import dev.regatta.worker.attempt.RunLogger.RunStatus;
import dev.regatta.worker.attempt.RunLogger.TrackedRun;
import java.util.List;
import java.util.Map;

/** What the tracking server is to be told, as it is kept on disk. Each may be told again without changing anything. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "call")
@JsonSubTypes({
    @JsonSubTypes.Type(LogCall.Open.class),
    @JsonSubTypes.Type(LogCall.Log.class),
    @JsonSubTypes.Type(LogCall.Store.class),
    @JsonSubTypes.Type(LogCall.End.class)
})
sealed interface LogCall {

    TrialId trial();

    /**
     * Find or create the trial's run.
     *
     * @param startMillis since the epoch, when a new run begins
     */
    record Open(TrackedRun run, long startMillis) implements LogCall {
        @Override
        public TrialId trial() {
            return run.trial();
        }
    }

    /** Log points. */
    record Log(TrialId trial, List<MetricPoint> points) implements LogCall {
        public Log {
            points = List.copyOf(points);
        }
    }

    /** Store a file, whose content is kept beside the call. */
    record Store(TrialId trial, String path) implements LogCall {}

    /** End the run. */
    record End(TrialId trial, RunStatus status, Map<String, String> tags, long endMillis) implements LogCall {
        public End {
            tags = Map.copyOf(tags);
        }
    }
}
