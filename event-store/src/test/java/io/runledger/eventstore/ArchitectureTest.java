package io.runledger.eventstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses STORE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.runledger.eventstore");

    @Test
    void the_store_knows_nothing_of_what_it_stores() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.runledger.api..", "io.runledger.command..", "io.runledger.query..", "com.stripe..")
                .check(STORE);
    }

    @Test
    void it_shows_no_more_than_it_must() {
        assertThat(STORE.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "AppendQueue",
                        "AwaitedEvents",
                        "CheapIdentifiers",
                        "Copies",
                        "EventFormat",
                        "EventLog",
                        "EventStoreConfiguration",
                        "IdempotencyKeyUsed",
                        "KeyedEvents",
                        "MessageNames",
                        "OutcomeUnknown",
                        "PatientConnections",
                        "Pending",
                        "SchemaMigration",
                        "StoreBusy",
                        "StoreMetaData",
                        "StoredEvent",
                        "TellingThread",
                        "UnreadableEvent",
                        "WaitingSockets");
    }

    @Test
    void nobody_asks_the_systems_clock_what_time_it_is() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(STORE);
    }
}
