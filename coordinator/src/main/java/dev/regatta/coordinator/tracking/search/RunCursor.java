package dev.regatta.coordinator.tracking.search;

import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the listing of an experiment's runs, which goes from the latest start to the first. */
public record RunCursor(long startTimeMs, String runId) {

    private static final Pattern TEXT = Pattern.compile("(-?\\d{1,18})\\.([0-9a-z]{1,64})");

    public static RunCursor of(RunInfo run) {
        return new RunCursor(run.startTimeMs(), run.runId());
    }

    /** @throws TrackingException if it is no cursor that {@link #toString} wrote */
    public static RunCursor parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw TrackingException.invalid("after is '" + text + "', must be the value that the page before gave");
        }
        return new RunCursor(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    @Override
    public String toString() {
        return startTimeMs + "." + runId;
    }
}
