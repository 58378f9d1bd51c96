package dev.regatta.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regatta.coordinator.study.Programs;
import dev.regatta.coordinator.study.Studies;
import dev.regatta.coordinator.study.StudyState;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.api.Analysis;
import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.command.CreateStudy;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.PrunerSpec;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.StudySpec;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisRoutesTest {
    private static final Objective LOSS = new Objective("loss", Objective.Direction.MINIMIZE);

    private final Map<StudyId, StudyState> studies = new ConcurrentHashMap<>();
    private RoutesServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new RoutesServer(new AnalysisRoutes(studies)::mount);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return server.get("/api/v1/studies/" + path);
    }

    private <T> T analysis(String kind, Class<T> type) throws Exception {
        HttpResponse<String> response = get("tiny/analysis/" + kind);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.read(response.body(), type);
    }

    /** Trials with the values 0, 1, 2, … of the objective. */
    private Programs completed(StudySpec spec, int trials) {
        Programs programs = new Programs(new CreateStudy("request-1", Studies.ID, spec));
        for (int trial = 0; trial < trials; trial++) {
            programs.ask("key-" + trial);
            programs.report(trial, 1, Map.of("accuracy", trial / 10.0));
            programs.complete(trial, Map.of("accuracy", (double) trial, "loss", (trial - 2.0) * (trial - 2.0)));
        }
        studies.put(Studies.ID, programs.live().study());
        return programs;
    }

    private static StudySpec external(int trials) {
        return Studies.external(trials, 4).spec();
    }

    @Test
    void everyAnalysisOfOneObjectiveCountsWhatCompleted() throws Exception {
        completed(external(20), 12);

        assertThat(analysis("best?limit=3", Analysis.Best.class).trials())
                .extracting(Analysis.BestEntry::trial)
                .containsExactly(11, 10, 9);
        Analysis.History history = analysis("history", Analysis.History.class);
        assertThat(history.trials()).isEqualTo(12);
        assertThat(history.objective().metric()).isEqualTo("accuracy");
        assertThat(history.points()).extracting(Analysis.HistoryPoint::best).endsWith(10.0, 11.0);
        for (String method : List.of("PED_ANOVA", "fanova")) {
            Analysis.Importance importance = analysis("importance?method=" + method, Analysis.Importance.class);
            assertThat(importance.parameters())
                    .extracting(Analysis.ParameterImportance::parameter)
                    .contains("learning_rate");
        }
        Analysis.Parallel parallel = analysis("parallel", Analysis.Parallel.class);
        assertThat(parallel.axes()).extracting(Analysis.ParameterAxis::name).contains("learning_rate");
        assertThat(parallel.lines())
                .hasSize(12)
                .allSatisfy(line -> assertThat(line.places()).hasSameSizeAs(parallel.axes()));
        Analysis.Slice slice = analysis("slice?parameter=learning_rate", Analysis.Slice.class);
        assertThat(slice.axis().log()).isTrue();
        assertThat(slice.points()).hasSize(12);
        Analysis.Contour contour = analysis("contour?x=learning_rate&y=learning_rate", Analysis.Contour.class);
        assertThat(contour.surface().orElseThrow().values()).hasSize(32);
        assertThat(contour.points()).hasSize(12);
        Analysis.Edf edf = analysis("edf", Analysis.Edf.class);
        assertThat(edf.steps().get(11)).isEqualTo(new Analysis.EdfStep(11, 1));
        Analysis.Timeline timeline = analysis("timeline", Analysis.Timeline.class);
        assertThat(timeline.attempts()).isEqualTo(12);
        assertThat(timeline.spans())
                .allSatisfy(span -> assertThat(span.endedAt()).isPresent());
        assertThat(analysis("rungs", Analysis.Rungs.class).rungs()).isEmpty();
    }

    @Test
    void severalObjectivesHaveAFrontInsteadOfABest() throws Exception {
        StudySpec spec = external(20).with(new SamplerSpec("nsga2")).with(List.of(Studies.ACCURACY, LOSS), List.of());
        completed(spec, 6); // accuracy 0 … 5 to be maximized, loss 4 1 0 1 4 9 to be minimized: 2 … 5 remain

        assertThat(analysis("best", Analysis.Best.class).trials())
                .extracting(Analysis.BestEntry::trial)
                .containsExactly(5, 4, 3, 2);
        Analysis.Pareto pareto = analysis("pareto?reference=0,10", Analysis.Pareto.class);
        assertThat(pareto.front())
                .extracting(Analysis.ParetoPoint::values)
                .containsExactly(List.of(5.0, 9.0), List.of(4.0, 4.0), List.of(3.0, 1.0), List.of(2.0, 0.0));
        assertThat(pareto.others()).extracting(Analysis.ParetoPoint::trial).containsExactly(0, 1);
        // From the reference (0, 10): 5 × 1, then 4 × 5, 3 × 3 and 2 × 1 more.
        assertThat(pareto.hypervolume()).contains(36.0);
        assertThat(analysis("history?objective=loss", Analysis.History.class)
                        .points()
                        .get(2)
                        .best())
                .isZero();
        assertThat(analysis("pareto", Analysis.Pareto.class).reference().get(1)).isGreaterThan(9);
    }

    @Test
    void constraintsKeepATrialFromTheFront() throws Exception {
        StudySpec spec = external(20)
                .with(new SamplerSpec("nsga2"))
                .with(List.of(Studies.ACCURACY, new Objective("other", Objective.Direction.MINIMIZE)), List.of("loss"));
        Programs programs = new Programs(new CreateStudy("request-1", Studies.ID, spec));
        programs.ask("a");
        programs.ask("b");
        programs.complete(0, Map.of("accuracy", 9.0, "other", 1.0, "loss", 0.5));
        programs.complete(1, Map.of("accuracy", 1.0, "other", 5.0, "loss", 0.0));
        studies.put(Studies.ID, programs.live().study());

        assertThat(analysis("best", Analysis.Best.class).trials())
                .extracting(Analysis.BestEntry::trial)
                .containsExactly(1);
    }

    @Test
    void rungsShowWhoWasCompared() throws Exception {
        StudySpec spec = external(20).with(new PrunerSpec.Asha(PrunerSpec.Mode.STOPPING, 1, Optional.of(9L), 3, 0));
        Programs programs = new Programs(new CreateStudy("request-1", Studies.ID, spec));
        for (int trial = 0; trial < 3; trial++) {
            programs.ask("key-" + trial);
            programs.report(trial, 1, Map.of("accuracy", 0.5 + trial / 10.0));
        }
        studies.put(Studies.ID, programs.live().study());

        Analysis.Rungs rungs = analysis("rungs", Analysis.Rungs.class);

        assertThat(rungs.rungs())
                .containsExactly(new Analysis.RungEntry(0, 0, 1, 3, 0, 1, Optional.of(0.7), Optional.of(0.7)));
    }

    @Test
    void anAnswerIsComputedAnewOnceATrialCompletes() throws Exception {
        Programs programs = completed(external(20), 3);
        assertThat(analysis("history", Analysis.History.class).trials()).isEqualTo(3);
        programs.ask("next");
        programs.complete(3, Map.of("accuracy", 7.0));
        studies.put(Studies.ID, programs.live().study());

        assertThat(analysis("history", Analysis.History.class).trials()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none/analysis/history | 404 | there is no study none",
                "UPPER/analysis/best | 404 | there is no study UPPER",
                "tiny/analysis/history?objective=speed | 400 | objective is speed, must be one of accuracy",
                "tiny/analysis/importance?method=guess | 400 | method is guess, must be one of PED_ANOVA, FANOVA",
                "tiny/analysis/slice | 400 | parameter is missing",
                "tiny/analysis/slice?parameter=nothing | 400 | parameter is nothing, must be one of learning_rate",
                "tiny/analysis/contour?x=learning_rate | 400 | y is missing",
                "tiny/analysis/best?limit=0 | 400 | limit is 0, must be from 1 to 1000",
                "tiny/analysis/best?limit=x | 400 | limit is x, must be from 1 to 1000",
                "tiny/analysis/pareto?reference=1,2 | 400 | reference has 2 numbers, must have 1, one for each objective",
                "tiny/analysis/pareto?reference=a | 400 | reference is a, must be numbers with commas between"
            })
    void whatCannotBeShownIsRefused(String path, int status, String message) throws Exception {
        completed(external(20), 2);

        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Json.read(response.body(), JsonNode.class).path("message").asText())
                .isEqualTo(message);
    }
}
