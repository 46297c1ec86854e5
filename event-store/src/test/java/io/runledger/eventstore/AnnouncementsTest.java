package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {

    private long now = Long.MAX_VALUE - 1;
    private final Announcements announcements = new Announcements(() -> now);

    @Test
    void after_a_quiet_moment_it_is_time_at_once() {
        assertThat(announcements.isTime()).isTrue();
        assertThat(announcements.isOwed()).isFalse();
    }

    @Test
    void what_is_stored_right_after_an_announcement_is_owed_until_its_time_has_come() {
        announcements.stored(true);
        assertThat(announcements.isTime()).isFalse();

        announcements.stored(false);
        assertThat(announcements.isOwed()).isTrue();
        assertThat(announcements.millisLeft()).isEqualTo(20);

        pass(Duration.ofMillis(19));
        assertThat(announcements.isTime()).isFalse();
        assertThat(announcements.millisLeft()).isEqualTo(1);

        pass(Duration.ofMillis(1));
        assertThat(announcements.isTime()).isTrue();
        assertThat(announcements.millisLeft()).isZero();
    }

    @Test
    void an_announcement_is_of_all_that_was_stored_before() {
        announcements.stored(true);
        announcements.stored(false);
        pass(Duration.ofMillis(30));

        announcements.stored(true);

        assertThat(announcements.isOwed()).isFalse();
        assertThat(announcements.isTime()).isFalse();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
