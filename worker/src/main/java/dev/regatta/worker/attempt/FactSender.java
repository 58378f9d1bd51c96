package dev.regatta.worker.attempt;

import dev.regatta.protocol.command.ClaimAttempt;
import dev.regatta.protocol.event.AttemptFact;
import java.util.concurrent.CompletableFuture;

/** The way from the worker to the studies. What is handed over is sent in order, again and again until it arrived. */
public interface FactSender {

    /** Completes once the claim cannot get lost any more. */
    CompletableFuture<Void> claim(ClaimAttempt claim);

    /** Hands the fact over; that it counts is told by the coordinator alone. */
    void send(AttemptFact fact);
}
