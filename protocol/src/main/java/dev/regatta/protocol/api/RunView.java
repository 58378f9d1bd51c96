package dev.regatta.protocol.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A run as the light listing shows it; what it logged is asked of the tracking API.
 *
 * @param runId its id in the tracking API
 * @param status {@code RUNNING}, {@code SCHEDULED}, {@code FINISHED}, {@code FAILED} or {@code KILLED}
 */
public record RunView(
        String runId, String experimentId, String name, String status, Instant startTime, Optional<Instant> endTime) {}
