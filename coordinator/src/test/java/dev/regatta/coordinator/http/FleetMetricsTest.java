package dev.regatta.coordinator.http;

import static dev.regatta.coordinator.study.Studies.ANNA;
import static dev.regatta.coordinator.study.Studies.BERT;
import static dev.regatta.coordinator.study.Studies.ID;
import static dev.regatta.coordinator.study.Studies.NOON;
import static dev.regatta.coordinator.study.Studies.attempt;
import static dev.regatta.coordinator.study.Studies.create;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.ledger.Ledger;
import dev.regatta.coordinator.runtime.Commit;
import dev.regatta.coordinator.runtime.FleetRegistry;
import dev.regatta.coordinator.runtime.InMemoryEventLog;
import dev.regatta.coordinator.study.LiveStudy;
import dev.regatta.protocol.WorkerId;
import dev.regatta.protocol.api.JournalEntry;
import dev.regatta.protocol.command.ExpireLease;
import dev.regatta.protocol.command.ExtendStudy;
import dev.regatta.protocol.fleet.WorkerHeartbeat;
import dev.regatta.protocol.fleet.WorkerState;
import dev.regatta.protocol.study.Budget;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetMetricsTest {
    private final FleetRegistry fleet = new FleetRegistry();
    private final LiveStudy live = new LiveStudy().tell(create(2, 2));

    @Test
    void studiesTrialsWorkersAndSpendingAreLinesOfPrometheus() throws IOException {
        live.claim(0, 1, ANNA);
        live.now = NOON.plusSeconds(30);
        live.tell(new ExpireLease(attempt(0, 1), 1, "worker anna is gone"));
        beat(ANNA, 0);
        beat(BERT, 40);

        assertThat(lines(40))
                .contains(
                        "regatta_workers{state=\"gone\"} 1.0",
                        "regatta_workers{state=\"idle\"} 1.0",
                        "regatta_studies{state=\"running\"} 1.0",
                        "regatta_trials{state=\"queued\",study=\"" + ID + "\"} 2.0",
                        "regatta_device_seconds{spending=\"wasted\",study=\"" + ID + "\"} 30.0",
                        "regatta_preemptions_total{study=\"" + ID + "\"} 1.0");
    }

    @Test
    void studyWhoseBudgetNamesAPriceTellsWhatItCost() throws IOException {
        live.claim(0, 1, ANNA);
        live.now = NOON.plusSeconds(30);
        live.tell(new ExpireLease(attempt(0, 1), 1, "worker anna is gone"));
        assertThat(lines(40)).noneMatch(line -> line.startsWith("regatta_device_cost"));

        Optional<Double> price = Optional.of(2.4);
        live.tell(new ExtendStudy(
                "1",
                ID,
                Optional.empty(),
                new Budget(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        price)));

        assertThat(lines(40)).contains("regatta_device_cost{spending=\"wasted\",study=\"" + ID + "\"} 0.02");
    }

    @Test
    void aKeptLedgerTakesWhatItsJournalHasGainedOnce() {
        InMemoryEventLog log = new InMemoryEventLog();
        LedgerCache ledgers = new LedgerCache(log);
        live.claim(0, 1, ANNA);
        append(log, live.journal());
        int before = live.journal().size();
        assertThat(ledgers.<Long>read(ID, Ledger::preemptions)).isZero();

        live.tell(new ExpireLease(attempt(0, 1), 1, "worker anna is gone"));
        append(log, live.journal().subList(before, live.journal().size()));
        assertThat(ledgers.<Long>read(ID, Ledger::preemptions)).isEqualTo(1);
        assertThat(ledgers.<Long>read(ID, Ledger::preemptions)).isEqualTo(1);
    }

    private static void append(InMemoryEventLog log, List<JournalEntry> entries) {
        List<Commit.Decided> events = entries.stream()
                .map(entry -> new Commit.Decided(entry.event(), entry.at()))
                .toList();
        List<JournalEntry> unused = log.commit(new Commit(List.of(), Map.of(), events, List.of()));
    }

    private void beat(WorkerId worker, long second) {
        fleet.heard(
                new WorkerHeartbeat(worker, NOON, WorkerState.IDLE, "host", 1, "cpu", 1, "1", Optional.empty()),
                NOON.plusSeconds(second));
    }

    private List<String> lines(long second) throws IOException {
        Ledger ledger = new Ledger();
        live.journal().forEach(ledger::take);
        var now = NOON.plusSeconds(second);
        var study = new FleetMetrics.Study(live.study(), ledger.total(now), ledger.preemptions());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create()
                .write(bytes, FleetMetrics.of(List.of(study), fleet.workers(), now, Duration.ofSeconds(15)));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
