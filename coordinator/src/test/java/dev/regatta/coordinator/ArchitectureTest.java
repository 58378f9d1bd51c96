package dev.regatta.coordinator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports run one way: Main → adapters → runtime → pure → protocol. */
@AnalyzeClasses(packages = "dev.regatta.coordinator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.regatta.coordinator";

    private static final String[] LIBRARIES_WITH_IO = {
        "org.apache.kafka..",
        "io.vertx..",
        "com.hazelcast..",
        "org.jdbi..",
        "com.zaxxer..",
        "java.sql..",
        "java.net..",
        "java.nio.file..",
        "picocli.."
    };

    @ArchTest
    static final ArchRule decisionsDoNoInputOrOutput = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".study..",
                    ROOT + ".search..",
                    ROOT + ".prune..",
                    ROOT + ".placement..",
                    ROOT + ".analysis..",
                    ROOT + ".tracking..",
                    ROOT + ".runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LIBRARIES_WITH_IO);

    @ArchTest
    static final ArchRule studiesAndSearchAreBelowTheRuntime = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".study..", ROOT + ".search..", ROOT + ".prune..", ROOT + ".placement..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".runtime..", ROOT + ".tracking..");

    @ArchTest
    static final ArchRule searchPrunersAndAnalysisKnowNoStudies = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".search..", ROOT + ".prune..", ROOT + ".analysis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".study..");

    @ArchTest
    static final ArchRule theRuntimeKnowsNoAdapter = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".study..",
                    ROOT + ".search..",
                    ROOT + ".prune..",
                    ROOT + ".placement..",
                    ROOT + ".tracking..",
                    ROOT + ".runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT,
                    ROOT + ".kafka..",
                    ROOT + ".http..",
                    ROOT + ".store..",
                    ROOT + ".hazelcast..",
                    ROOT + ".cli..");

    @ArchTest
    static final ArchRule kafkaKnowsNoOtherAdapter = adapterKnowsNo("kafka", "http", "store", "hazelcast", "cli");

    @ArchTest
    static final ArchRule httpKnowsNoOtherAdapter = adapterKnowsNo("http", "kafka", "store", "hazelcast", "cli");

    @ArchTest
    static final ArchRule theStoreKnowsNoOtherAdapter = adapterKnowsNo("store", "kafka", "http", "hazelcast", "cli");

    @ArchTest
    static final ArchRule hazelcastKnowsNoOtherAdapter = adapterKnowsNo("hazelcast", "kafka", "http", "store", "cli");

    @ArchTest
    static final ArchRule theCommandsTalkToTheServerOverRestAlone = noClasses()
            .that()
            .resideInAPackage(ROOT + ".cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".study..", ROOT + ".runtime..", ROOT + ".http..", ROOT + ".store..");

    @ArchTest
    static final ArchRule nobodySerializesJavaObjects = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.io.ObjectInputStream.class, java.io.ObjectOutputStream.class);

    private static ArchRule adapterKnowsNo(String adapter, String... others) {
        String[] packages = new String[others.length];
        for (int i = 0; i < others.length; i++) {
            packages[i] = ROOT + "." + others[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + adapter + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
