package dev.regatta.coordinator.http;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code GET /metrics}: the state of studies, fleet, ledger and process in Prometheus's text format. */
final class MetricsRoutes {
    private final ApiServer.Parts parts;
    private final LedgerCache ledgers;

    MetricsRoutes(ApiServer.Parts parts, LedgerCache ledgers) {
        this.parts = parts;
        this.ledgers = ledgers;
    }

    void mount(Router router) {
        router.get("/metrics").handler(this::scrape);
    }

    private void scrape(RoutingContext context) {
        context.vertx()
                .executeBlocking(this::text, false)
                .onSuccess(text -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, PrometheusTextFormatWriter.CONTENT_TYPE)
                        .end(text)
                        .onFailure(context::fail))
                .onFailure(context::fail);
    }

    private Buffer text() throws IOException {
        Instant now = parts.clock().instant();
        List<FleetMetrics.Study> spent = parts.studies().values().stream()
                .map(study -> ledgers.read(
                        study.id(), ledger -> new FleetMetrics.Study(study, ledger.total(now), ledger.preemptions())))
                .toList();
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        FleetMetrics.of(spent, parts.fleet().workers(), now, parts.silence()).forEach(all::metricSnapshot);
        all.metricSnapshot(FleetMetrics.gauge("regatta_journal_position", "Events that were ever committed", (double)
                parts.log().lastPosition()));
        memory(all);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(bytes, all.build());
        return Buffer.buffer(bytes.toByteArray());
    }

    private static void memory(MetricSnapshots.Builder all) {
        Runtime runtime = Runtime.getRuntime();
        Labels heap = Labels.of("area", "heap");
        long used = runtime.totalMemory() - runtime.freeMemory();
        all.metricSnapshot(
                FleetMetrics.gauge("jvm_memory_used_bytes", "Memory in use, garbage included", heap, (double) used));
        all.metricSnapshot(
                FleetMetrics.gauge("jvm_memory_max_bytes", "What it may grow to", heap, (double) runtime.maxMemory()));
    }
}
