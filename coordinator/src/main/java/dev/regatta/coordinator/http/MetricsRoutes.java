package dev.regatta.coordinator.http;

import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code GET /metrics}: the state of studies, fleet and ledger in Prometheus's text format. */
final class MetricsRoutes {
    private final Map<StudyId, StudyState> studies;
    private final FleetRegistry fleet;
    private final LedgerCache ledgers;
    private final Clock clock;
    private final Duration silence;

    MetricsRoutes(
            Map<StudyId, StudyState> studies, FleetRegistry fleet, LedgerCache ledgers, Clock clock, Duration silence) {
        this.studies = studies;
        this.fleet = fleet;
        this.ledgers = ledgers;
        this.clock = clock;
        this.silence = silence;
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
        Instant now = clock.instant();
        List<FleetMetrics.Study> spent = studies.values().stream()
                .map(study -> ledgers.read(
                        study.id(), ledger -> new FleetMetrics.Study(study, ledger.total(now), ledger.preemptions())))
                .toList();
        MetricSnapshots snapshots = FleetMetrics.of(spent, fleet.workers(), now, silence);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(bytes, snapshots);
        return Buffer.buffer(bytes.toByteArray());
    }
}
