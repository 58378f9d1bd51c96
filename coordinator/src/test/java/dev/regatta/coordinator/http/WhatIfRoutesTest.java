package dev.regatta.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regatta.coordinator.runtime.Commit;
import dev.regatta.coordinator.runtime.InMemoryEventLog;
import dev.regatta.coordinator.study.Programs;
import dev.regatta.coordinator.study.Studies;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.Problem;
import dev.regatta.protocol.api.WhatIf;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.CreateStudy;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WhatIfRoutesTest {
    private static final int TRIALS = 6;
    private static final int REPORTS = 4;

    private final InMemoryEventLog log = new InMemoryEventLog();

    /** The later a trial, the better all of its reports. */
    private Map<StudyId, StudyState> recorded() {
        Programs programs = new Programs(new CreateStudy(
                "request-1", Studies.ID, Studies.external(TRIALS, 1).spec()));
        for (int trial = 0; trial < TRIALS; trial++) {
            programs.ask("key-" + trial);
            for (int step = 1; step <= REPORTS; step++) {
                programs.report(trial, step, Map.of("accuracy", (TRIALS - trial) / 10.0));
            }
            programs.complete(trial, Map.of("accuracy", (TRIALS - trial) / 10.0));
        }
        log.commit(new Commit(
                List.of(),
                Map.of(),
                programs.live().journal().stream()
                        .map(entry -> new Commit.Decided(entry.event(), entry.at()))
                        .toList(),
                List.of()));
        return Map.of(Studies.ID, programs.live().study());
    }

    private HttpResponse<String> ask(WhatIfRoutes routes, String question) throws Exception {
        try (RoutesServer server = new RoutesServer(routes::mount)) {
            return server.post("/api/v1/studies/tiny/what-if", question);
        }
    }

    @Test
    void aPrunerIsReplayedOverEveryReport() throws Exception {
        HttpResponse<String> answer =
                ask(new WhatIfRoutes(recorded(), log), "pruner: {type: median, startup_trials: 2, warmup_steps: 0}");

        assertThat(answer.statusCode()).isEqualTo(200);
        WhatIf.PrunerOutcome outcome =
                Json.read(answer.body(), WhatIf.class).pruner().orElseThrow();
        assertThat(outcome.trials()).isEqualTo(TRIALS);
        assertThat(outcome.epochs()).isEqualTo(TRIALS * REPORTS);
        assertThat(outcome.endedEarly()).isEqualTo(4);
        assertThat(outcome.best()).contains(0);
    }

    @Test
    void aPrunerIsNotReplayedOverMoreReportsThanThereIsRoomFor() throws Exception {
        int reports = TRIALS * REPORTS;
        Map<StudyId, StudyState> studies = recorded();
        WhatIfRoutes withRoom = new WhatIfRoutes(studies, log, reports);
        assertThat(ask(withRoom, "pruner: {type: median}").statusCode()).isEqualTo(200);

        WhatIfRoutes without = new WhatIfRoutes(studies, log, reports - 1);
        HttpResponse<String> refused = ask(without, "pruner: {type: median}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Json.read(refused.body(), Problem.class))
                .isEqualTo(new Problem(
                        "too_many_reports", "study tiny has 24 reports, what-if can replay at most 23", List.of()));
        assertThat(ask(without, "sampler: {type: random}").statusCode()).isEqualTo(200);
    }
}
