package dev.regatta.coordinator.mlflow;

import java.util.EnumMap;
import java.util.Map;

/** How many of each kind were copied, were there already, or failed. Thread-safe. */
public final class Count {

    /** What is counted. */
    public enum Kind {
        EXPERIMENTS("experiments"),
        RUNS("runs"),
        PARAMS("params"),
        TAGS("tags"),
        METRIC_POINTS("metric points"),
        ARTIFACTS("artifacts");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The sums of one kind. */
    public record Sums(long copied, long skipped, long failed) {
        private static final Sums NONE = new Sums(0, 0, 0);

        private Sums plus(Sums more) {
            return new Sums(copied + more.copied, skipped + more.skipped, failed + more.failed);
        }
    }

    private final Map<Kind, Sums> sums = new EnumMap<>(Kind.class);

    void copied(Kind kind, long number) {
        add(kind, new Sums(number, 0, 0));
    }

    void skipped(Kind kind, long number) {
        add(kind, new Sums(0, number, 0));
    }

    void failed(Kind kind, long number) {
        add(kind, new Sums(0, 0, number));
    }

    private synchronized void add(Kind kind, Sums more) {
        sums.merge(kind, more, Sums::plus);
    }

    public synchronized Sums of(Kind kind) {
        return sums.getOrDefault(kind, Sums.NONE);
    }

    /** Whether anything failed. */
    public synchronized boolean isWhole() {
        return sums.values().stream().allMatch(each -> each.failed() == 0);
    }
}
