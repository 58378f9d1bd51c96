package dev.regatta.worker.attempt;

import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.FactHeader;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Numbers an attempt's facts and sends them while the lease is held. Thread-safe. */
final class FactLog {
    private final AttemptMonitor monitor;
    private final FactSender sender;
    private long sequence;

    FactLog(AttemptMonitor monitor, FactSender sender) {
        this.monitor = monitor;
        this.sender = sender;
    }

    long send(Function<FactHeader, AttemptFact> fact) {
        return send(fact, number -> {});
    }

    /**
     * Sends the next fact; nothing is said once the lease is lost.
     *
     * @param beforeSending told the fact's sequence
     * @return the fact's sequence
     */
    synchronized long send(Function<FactHeader, AttemptFact> fact, LongConsumer beforeSending) {
        AttemptState state = monitor.state();
        if (!state.leased()) {
            return sequence;
        }
        sequence++;
        beforeSending.accept(sequence);
        sender.send(fact.apply(new FactHeader(state.attempt(), state.leaseEpoch(), sequence, state.worker())));
        return sequence;
    }
}
