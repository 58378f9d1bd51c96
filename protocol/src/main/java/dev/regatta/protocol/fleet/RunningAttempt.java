package dev.regatta.protocol.fleet;

import dev.regatta.protocol.AttemptId;

/**
 * How far an attempt is.
 *
 * @param leaseEpoch the lease this heartbeat renews
 * @param phase {@code preparing}, {@code training} or {@code evaluating}
 * @param epoch 0-based number of the epoch in progress
 * @param step optimizer steps done, over all attempts
 * @param loss mean loss of the epoch so far; NaN where there is none
 */
public record RunningAttempt(
        AttemptId attempt, long leaseEpoch, String phase, int epoch, int epochs, long step, long steps, double loss) {}
