package io.runledger.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.runledger.api", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule the_language_needs_nothing_but_java_and_annotations = classes()
            .that()
            .resideOutsideOfPackage("io.runledger.api.json")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.runledger.api..",
                    "org.jspecify.annotations",
                    "com.fasterxml.jackson.annotation",
                    "org.axonframework.modelling.command",
                    "org.axonframework.serialization");

    @ArchTest
    static final ArchRule how_it_is_written_is_nothing_that_it_knows_of = noClasses()
            .that()
            .resideOutsideOfPackage("io.runledger.api.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.runledger.api.json");
}
