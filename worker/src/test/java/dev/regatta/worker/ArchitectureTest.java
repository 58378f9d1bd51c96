package dev.regatta.worker;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.regatta.worker.data.DataSplits;
import dev.regatta.worker.data.LabelledData;
import dev.regatta.worker.data.LabelledSplit;
import dev.regatta.worker.data.Labels;

/** The worker's import rules: training knows nothing of the fleet, the attempt nothing of either. */
@AnalyzeClasses(packages = "dev.regatta.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] TRAINING = {
        "..worker.data..",
        "..worker.model..",
        "..worker.loss..",
        "..worker.method..",
        "..worker.train..",
        "..worker.eval..",
        "..worker.inspection..",
        "..worker.checkpoint.."
    };
    private static final String[] FLEET = {
        "org.apache.kafka..", "com.hazelcast..", "org.mlflow..", "java.net.http..", "org.apache.http..", "io.vertx.."
    };

    @ArchTest
    static final ArchRule trainingDoesNotKnowTheFleet = ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage(TRAINING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FLEET)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("..worker.kafka..", "..worker.hazelcast..", "..worker.mlflow..");

    @ArchTest
    static final ArchRule attemptIsPure = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("..worker.attempt..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FLEET)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..");

    @ArchTest
    static final ArchRule adaptersDoNotKnowEachOther = slices().matching("..worker.(kafka|hazelcast|mlflow)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule pretrainingCannotReachLabels = ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage("..worker.method..", "..worker.model..", "..worker.loss..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Labels.class, LabelledSplit.class, LabelledData.class, DataSplits.class);

    @ArchTest
    static final ArchRule tensorFilesNeedNoEngine = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("..worker.checkpoint..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..");
}
