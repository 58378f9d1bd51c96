package dev.regatta.protocol.command;

import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.TrialId;
import java.util.List;
import java.util.Map;

/**
 * A program outside the fleet reports how its trial goes, and asks whether to go on.
 *
 * @param request id of the request, by which its answer is found
 * @param leaseEpoch the lease's fencing epoch
 * @param reports in the order of their steps; those of steps that were reported before change nothing
 */
public record ReportTrial(String request, TrialId trial, long leaseEpoch, List<Report> reports) implements Command {

    public ReportTrial {
        reports = List.copyOf(reports);
    }

    @Override
    public StudyId study() {
        return trial.study();
    }

    /**
     * The metrics at one step.
     *
     * @param step 1 for the first; what rungs and pruners count
     */
    public record Report(int step, Map<String, Double> metrics) {
        public Report {
            metrics = Map.copyOf(metrics);
        }
    }
}
