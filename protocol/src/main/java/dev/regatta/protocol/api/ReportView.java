package dev.regatta.protocol.api;

import java.time.Instant;
import java.util.Map;

/** The metrics of one epoch of one trial. */
public record ReportView(int trial, int attempt, int epoch, long step, Instant at, Map<String, Double> metrics) {}
