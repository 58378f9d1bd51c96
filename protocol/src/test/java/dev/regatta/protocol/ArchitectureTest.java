package dev.regatta.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The protocol is values and their JSON: no files, no sockets, no clock, no thread. */
@AnalyzeClasses(packages = "dev.regatta.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheLanguageAndJackson = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.regatta.protocol..",
                    "java.io",
                    "java.lang..",
                    "java.nio.charset",
                    "java.time",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream",
                    "com.fasterxml.jackson..",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule nobodyAsksForTheTime = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule messagesKnowNoCodec = noClasses()
            .that()
            .resideInAnyPackage("..command..", "..event..", "..control..", "..fleet..", "..study..", "..method..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..codec..");

    @ArchTest
    static final ArchRule idsKnowNothingElse = noClasses()
            .that()
            .resideInAPackage("dev.regatta.protocol")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.regatta.protocol.*..");
}
