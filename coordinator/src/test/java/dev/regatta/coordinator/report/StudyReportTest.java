package dev.regatta.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regatta.protocol.api.ReportView;
import dev.regatta.protocol.api.StudyView;
import dev.regatta.protocol.api.TrialView;
import dev.regatta.protocol.event.TrialSource;
import dev.regatta.protocol.study.Parameters;
import dev.regatta.protocol.study.StudyFile;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class StudyReportTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<TrialView> TRIALS = List.of(
            trial(0, "COMPLETED", Map.of("method", "deepcluster-v2", "seed", 0), linear(0.3)),
            trial(1, "COMPLETED", Map.of("method", "deepcluster-kd", "seed", 0), linear(0.4)),
            trial(2, "COMPLETED", Map.of("method", "deepcluster-kd", "seed", 0, "kd_alpha", 0.0), linear(0.2)),
            trial(3, "COMPLETED", Map.of("method", "deepcluster-v2", "seed", 1), linear(0.34)),
            trial(4, "FAILED", Map.of("method", "deepcluster-v2", "seed", 2), Map.of()));

    @Test
    void repetitionsShareARowAndVariantsHaveTheirOwn() {
        StudyReport report = report();

        assertThat(report.rows())
                .extracting(StudyReport.Row::label)
                .containsExactly("deepcluster-v2", "deepcluster-kd", "deepcluster-kd, kd_alpha 0.0");
        assertThat(report.rows()).extracting(StudyReport.Row::trials).containsExactly(2, 1, 1);
        assertThat(report.unfinished()).isEqualTo(1);
    }

    @Test
    void meanAndSampleDeviationAreAsComputedByHand() {
        Statistic linear = linearOf(report().rows().get(0));

        assertThat(linear.mean()).isCloseTo(0.32, within(1e-12));
        assertThat(linear.deviation()).isCloseTo(Math.sqrt(2 * 0.02 * 0.02), within(1e-12));
        assertThat(linear.n()).isEqualTo(2);
        assertThat(linearOf(report().rows().get(1)).deviation()).isNaN();
    }

    @Test
    void publishedFiguresStandBesideTheMethodItselfWithTheirMetric() {
        assertThat(report().rows().get(0).published()).contains(new PublishedFigure("33.27 ± 0.06", "linear accuracy"));
        assertThat(report().rows().get(2).published()).isEmpty();
        assertThat(PublishedFigure.of("cifar10", "idfd")).contains(new PublishedFigure("23.6", "clustering accuracy"));
        assertThat(PublishedFigure.of("cifar10", "raw-pixels")).isEmpty();
        assertThat(PublishedFigure.of("generated-series", "idfd")).isEmpty();
    }

    @Test
    void chosenParametersGroupAlone() {
        StudyReport report = StudyReport.of(study(), TRIALS, new Grouping(List.of("seed")));

        assertThat(report.rows()).extracting(StudyReport.Row::label).containsExactly("seed 0", "seed 1");
    }

    @Test
    void markdownHasBothFamiliesOfMetricAndSaysWhatItLeavesOut() {
        assertThat(ReportFormat.MARKDOWN.write(report(), Optional.empty()))
                .contains("| method | n | linear | k-NN | clustering, pooled | clustering, embedding |")
                .contains("| deepcluster-v2 | 2 | 32.0 ± 2.8 | – | – | – | – | – | 33.27 ± 0.06 | linear accuracy |")
                .contains("| deepcluster-kd | 1 | 40.0 |")
                .contains("1 trials are not completed and in no row.");
    }

    @Test
    void csvHasEveryMetricAsItWasLogged() {
        assertThat(ReportFormat.CSV.write(report(), Optional.empty()).lines())
                .startsWith("row,trials,test_linear_accuracy,test_linear_accuracy_sd,test_linear_accuracy_n,"
                        + "published_percent,published_as")
                .contains("deepcluster-kd,1,0.4,,1,38.00 ± 0.34,linear accuracy")
                .contains("\"deepcluster-kd, kd_alpha 0.0\",1,0.2,,1,,");
    }

    @Test
    void htmlEscapesWhatUsersNamed() {
        List<TrialView> trials = List.of(trial(0, "COMPLETED", Map.of("method", "<b>"), linear(0.1)));
        String page = ReportFormat.HTML.write(
                StudyReport.of(study(), trials, new Grouping(List.of("method"))), Optional.of("<svg/>"));

        assertThat(page)
                .contains("<td>&lt;b&gt;</td>")
                .doesNotContain("<td><b>")
                .contains("<svg/>");
    }

    @Test
    void figureHasALineARow() throws Exception {
        List<ReportView> reports = List.of(
                epoch(0, 1, 4.0),
                epoch(0, 2, 3.0),
                epoch(3, 1, 4.2),
                epoch(3, 2, 3.2),
                epoch(1, 1, 9.0),
                epoch(1, 2, 8));
        String figure =
                LossFigure.of(TRIALS, reports, Grouping.of(study(), TRIALS)).orElseThrow();

        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(figure)));
        assertThat(figure).contains(">deepcluster-v2<", ">deepcluster-kd<").doesNotContain("kd_alpha");
        // The means 4.1 and 3.1 lie between 3.1, the lowest, and 9, the highest.
        assertThat(figure).contains("M70 289.2L630 340");
    }

    @Test
    void noEpochsGiveNoFigure() {
        assertThat(LossFigure.of(TRIALS, List.of(), Grouping.of(study(), TRIALS)))
                .isEmpty();
    }

    private static StudyReport report() {
        return StudyReport.of(study(), TRIALS, Grouping.of(study(), TRIALS));
    }

    private static Statistic linearOf(StudyReport.Row row) {
        return Optional.ofNullable(row.metrics().get("test_linear_accuracy")).orElseThrow();
    }

    private static Map<String, Double> linear(double accuracy) {
        return Map.of("test_linear_accuracy", accuracy);
    }

    private static ReportView epoch(int trial, int epoch, double loss) {
        return new ReportView(trial, 1, epoch, epoch * 10L, START, Map.of("loss", loss));
    }

    private static StudyView study() {
        StudyFile.Valid file =
                (StudyFile.Valid) StudyFile.parse("name: s\ntrials: 5\ndataset: {name: cifar10}\nfixed: {method: id}");
        return new StudyView(
                "s",
                StudyView.StudyViewState.COMPLETED,
                START,
                Optional.empty(),
                Optional.empty(),
                new StudyView.TrialCounts(5, 0, 0, 0, 4, 1, 0, 0, 0),
                Optional.empty(),
                0.0,
                false,
                file.spec());
    }

    private static TrialView trial(
            int number, String state, Map<String, Object> parameters, Map<String, Double> metrics) {
        return new TrialView(
                "s",
                number,
                state,
                TrialSource.ENQUEUED,
                new Parameters(parameters),
                0,
                Optional.empty(),
                metrics,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                START,
                Optional.empty(),
                List.of());
    }
}
