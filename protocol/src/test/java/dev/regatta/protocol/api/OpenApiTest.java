package dev.regatta.protocol.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regatta.protocol.command.TellTrial;
import dev.regatta.protocol.event.AttemptFact;
import dev.regatta.protocol.event.Event;
import dev.regatta.protocol.event.FactHeader;
import dev.regatta.protocol.event.FailureKind;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.fleet.WorkerState;
import dev.regatta.protocol.study.Budget;
import dev.regatta.protocol.study.DatasetSpec;
import dev.regatta.protocol.study.Objective;
import dev.regatta.protocol.study.SamplerSpec;
import dev.regatta.protocol.study.StudySpec;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code openapi.yaml} and the records have the same fields, and the same of them may be absent. */
class OpenApiTest {
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private final JsonNode schemas;

    OpenApiTest() throws IOException {
        schemas = new YAMLMapper()
                .readTree(Path.of("src/main/resources/dev/regatta/protocol/openapi.yaml")
                        .toFile())
                .at("/components/schemas");
    }

    static Stream<Map.Entry<String, Class<?>>> records() {
        return Stream.of(
                Map.entry("Problem", Problem.class),
                Map.entry("FieldError", Problem.FieldError.class),
                Map.entry("Study", StudyView.class),
                Map.entry("TrialCounts", StudyView.TrialCounts.class),
                Map.entry("BestTrial", StudyView.BestTrial.class),
                Map.entry("StudySpec", StudySpec.class),
                Map.entry("Objective", Objective.class),
                Map.entry("SamplerSpec", SamplerSpec.class),
                Map.entry("Budget", Budget.class),
                Map.entry("DatasetSpec", DatasetSpec.class),
                Map.entry("Trial", TrialView.class),
                Map.entry("Attempt", TrialView.AttemptView.class),
                Map.entry("Progress", TrialView.ProgressView.class),
                Map.entry("Report", ReportView.class),
                Map.entry("Worker", WorkerView.class),
                Map.entry("Run", RunView.class),
                Map.entry("AskRequest", AskTell.AskRequest.class),
                Map.entry("AskAnswer", AskTell.AskAnswer.class),
                Map.entry("ReportRequest", AskTell.ReportRequest.class),
                Map.entry("StepReport", AskTell.StepReport.class),
                Map.entry("HeartbeatRequest", AskTell.HeartbeatRequest.class),
                Map.entry("DirectiveAnswer", AskTell.DirectiveAnswer.class),
                Map.entry("TellRequest", AskTell.TellRequest.class),
                Map.entry("TellAnswer", AskTell.TellAnswer.class),
                Map.entry("Ledger", LedgerView.class),
                Map.entry("Spending", LedgerView.SpendingView.class),
                Map.entry("TrialSpending", LedgerView.TrialSpendingView.class),
                Map.entry("AttemptSpending", LedgerView.AttemptSpendingView.class),
                Map.entry("Preemption", LedgerView.PreemptionView.class),
                Map.entry("Replay", ReplayView.class),
                Map.entry("Difference", ReplayView.Difference.class),
                Map.entry("ParameterAxis", Analysis.ParameterAxis.class),
                Map.entry("AnalysisBest", Analysis.Best.class),
                Map.entry("BestEntry", Analysis.BestEntry.class),
                Map.entry("AnalysisHistory", Analysis.History.class),
                Map.entry("HistoryPoint", Analysis.HistoryPoint.class),
                Map.entry("AnalysisImportance", Analysis.Importance.class),
                Map.entry("ParameterImportance", Analysis.ParameterImportance.class),
                Map.entry("AnalysisParallel", Analysis.Parallel.class),
                Map.entry("ParallelLine", Analysis.ParallelLine.class),
                Map.entry("AnalysisSlice", Analysis.Slice.class),
                Map.entry("SlicePoint", Analysis.SlicePoint.class),
                Map.entry("AnalysisContour", Analysis.Contour.class),
                Map.entry("Surface", Analysis.Surface.class),
                Map.entry("ContourPoint", Analysis.ContourPoint.class),
                Map.entry("AnalysisEdf", Analysis.Edf.class),
                Map.entry("EdfStep", Analysis.EdfStep.class),
                Map.entry("AnalysisPareto", Analysis.Pareto.class),
                Map.entry("ParetoPoint", Analysis.ParetoPoint.class),
                Map.entry("AnalysisRungs", Analysis.Rungs.class),
                Map.entry("RungEntry", Analysis.RungEntry.class),
                Map.entry("AnalysisTimeline", Analysis.Timeline.class),
                Map.entry("Span", Analysis.Span.class),
                Map.entry("JournalEntry", JournalEntry.class));
    }

    @ParameterizedTest
    @MethodSource("records")
    void fieldsAndRequiredFieldsAreTheRecords(Map.Entry<String, Class<?>> pair) {
        JsonNode schema = schemas.path(pair.getKey());
        List<RecordComponent> components = List.of(pair.getValue().getRecordComponents());

        assertThat(schema.path("properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(
                        components.stream().map(OpenApiTest::name).toList());
        assertThat(texts(schema.path("required")))
                .containsExactlyInAnyOrderElementsOf(components.stream()
                        .filter(component -> component.getType() != Optional.class)
                        .map(OpenApiTest::name)
                        .toList());
    }

    @Test
    void theNamesOfEnumsAreTheConstants() {
        assertThat(texts(schemas.at("/Study/properties/state/enum")))
                .isEqualTo(names(StudyView.StudyViewState.values()));
        assertThat(texts(schemas.at("/Trial/properties/source/enum"))).isEqualTo(names(TrialSource.values()));
        assertThat(texts(schemas.at("/Worker/properties/state/enum"))).isEqualTo(names(WorkerState.values()));
        assertThat(texts(schemas.at("/AskAnswer/properties/result/enum"))).isEqualTo(names(AskTell.AskResult.values()));
        assertThat(texts(schemas.at("/AnalysisImportance/properties/method/enum")))
                .isEqualTo(names(Analysis.Method.values()));
        assertThat(texts(schemas.at("/Directive/enum"))).isEqualTo(names(Directive.values()));
        assertThat(texts(schemas.at("/TellRequest/properties/state/enum"))).isEqualTo(names(TellTrial.State.values()));
        assertThat(texts(schemas.at("/TellRequest/properties/failure/enum"))).isEqualTo(names(FailureKind.values()));
        assertThat(texts(schemas.at("/StudySpec/properties/retry_on/items/enum")))
                .isEqualTo(names(FailureKind.values()));
        assertThat(texts(schemas.at("/Objective/properties/direction/enum")))
                .isEqualTo(names(Objective.Direction.values()));
    }

    @Test
    void everyEventIsNamed() {
        List<String> events = Stream.of(Event.class, AttemptFact.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .filter(type -> !type.isSealed())
                .map(Class::getSimpleName)
                .toList();

        assertThat(texts(schemas.at("/Event/properties/type/enum"))).containsExactlyInAnyOrderElementsOf(events);
        assertThat(schemas.at("/Event/properties/header/properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Stream.of(FactHeader.class.getRecordComponents())
                        .map(OpenApiTest::name)
                        .toList());
    }

    private static String name(RecordComponent component) {
        return SNAKE_CASE.translate(component.getName());
    }

    private static List<String> names(Enum<?>[] constants) {
        return Stream.of(constants).map(Enum::name).toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
