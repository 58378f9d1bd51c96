package dev.regatta.worker.mlflow;

import java.time.Duration;

/** How long to wait before the next try: doubled each time, up to a bound. */
record Backoff(Duration first, Duration longest) {
    static final Backoff USUAL = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));

    /** @param failures tries that failed so far, ≥ 1 */
    Duration after(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
