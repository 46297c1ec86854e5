package io.runledger.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms, as docs/design.md draws them. */
@AnalyzeClasses(packages = "io.runledger", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    private static final String API = "io.runledger.api..";
    private static final String EVENT_STORE = "io.runledger.eventstore..";
    private static final String SERVICE = "io.runledger.service..";
    private static final String COMMAND = "io.runledger.command..";
    private static final String QUERY = "io.runledger.query..";
    private static final String STANDALONE = "io.runledger.standalone..";
    private static final String SANDBOX = "io.runledger.stripesandbox..";

    @ArchTest
    static final ArchRule the_two_sides_know_nothing_of_each_other = noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(QUERY, STANDALONE);

    @ArchTest
    static final ArchRule and_neither_the_other_way_round = noClasses()
            .that()
            .resideInAPackage(QUERY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, STANDALONE);

    @ArchTest
    static final ArchRule the_event_store_knows_nothing_of_credits = noClasses()
            .that()
            .resideInAPackage(EVENT_STORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, SERVICE, COMMAND, QUERY, STANDALONE);

    @ArchTest
    static final ArchRule the_language_knows_no_room = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    EVENT_STORE, SERVICE, COMMAND, QUERY, STANDALONE, "org.springframework..", "java.sql..");

    @ArchTest
    static final ArchRule what_both_sides_share_knows_neither = noClasses()
            .that()
            .resideInAPackage(SERVICE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVENT_STORE, COMMAND, QUERY, STANDALONE, "java.sql..");

    @ArchTest
    static final ArchRule the_sandbox_knows_nobody_and_only_the_standalone_knows_it = noClasses()
            .that()
            .resideInAPackage(SANDBOX)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, EVENT_STORE, SERVICE, COMMAND, QUERY, STANDALONE);

    @ArchTest
    static final ArchRule payments_are_played_by_the_standalone_alone = noClasses()
            .that()
            .resideInAnyPackage(API, EVENT_STORE, SERVICE, COMMAND, QUERY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SANDBOX);

    @ArchTest
    static final ArchRule stripe_stays_in_its_corner = noClasses()
            .that()
            .resideOutsideOfPackage("io.runledger.command.purchasing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.stripe..");

    @ArchTest
    static final ArchRule the_packages_of_a_side_have_no_cycles =
            slices().matching("io.runledger.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule every_time_comes_from_the_one_clock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now");

    @ArchTest
    static final ArchRule controllers_are_nobody_elses_business = classes()
            .that()
            .areAnnotatedWith(org.springframework.web.bind.annotation.RestController.class)
            .should()
            .notBePublic();
}
