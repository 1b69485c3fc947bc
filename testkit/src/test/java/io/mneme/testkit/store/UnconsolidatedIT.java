package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.EVE;
import static io.mneme.testkit.store.Samples.fact;
import static io.mneme.testkit.store.Samples.turn;
import static io.mneme.testkit.store.Writing.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.storage.postgres.PostgresUnconsolidated;
import io.mneme.storage.write.Unconsolidated;
import io.mneme.storage.write.Unconsolidated.Taken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is looked through, by whom and how often. */
final class UnconsolidatedIT {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration HOUR = Duration.ofHours(1);

  private static PostgresWorld world;

  private Unconsolidated due;
  private Writing writing;

  @BeforeAll
  static void openWorld() {
    world = new PostgresWorld();
  }

  @AfterAll
  static void closeWorld() {
    world.close();
  }

  @BeforeEach
  void emptyStores() {
    writing = new Writing(world.open().write());
    due = new PostgresUnconsolidated(world.writer());
  }

  @Test
  void a_subject_of_a_fact_is_due_and_one_of_a_turn_is_not() {
    writing.commit(
        batch(0, 0).remember(fact(ADA, at(0, 0), "tea")).remember(turn(BOB, at(0, 1), "trip", 0)));

    assertThat(due.take(HOUR, HOUR, 10)).isEmpty();
    assertThat(due.waiting(HOUR)).isZero();
    assertThat(due.waiting(AT_ONCE)).isEqualTo(1);
    assertThat(due.take(AT_ONCE, HOUR, 10)).extracting(Taken::subject).containsExactly(ADA);
  }

  @Test
  void the_ones_that_wait_longest_are_taken_by_one_taker_each() {
    writing.commit(batch(0, 0).remember(fact(BOB, at(0, 0), "tea")));
    writing.commit(batch(0, 1).remember(fact(ADA, at(0, 1), "tea")));
    writing.commit(batch(0, 2).remember(fact(EVE, at(0, 2), "tea")));

    assertThat(due.take(AT_ONCE, HOUR, 2)).extracting(Taken::subject).contains(BOB, ADA);
    assertThat(due.take(AT_ONCE, HOUR, 2)).extracting(Taken::subject).containsExactly(EVE);
    assertThat(due.take(AT_ONCE, HOUR, 2)).isEmpty();
  }

  @Test
  void what_a_dead_taker_had_is_taken_again_when_its_lease_ends() {
    writing.commit(batch(0, 0).remember(fact(ADA, at(0, 0), "tea")));

    Taken dead = due.take(AT_ONCE, AT_ONCE, 10).getFirst();

    List<Taken> next = due.take(AT_ONCE, HOUR, 10);
    assertThat(next).extracting(Taken::subject).containsExactly(ADA);
    due.settle(dead);
    assertThat(due.waiting(AT_ONCE)).isEqualTo(1);
    due.settle(next.getFirst());
    assertThat(due.waiting(AT_ONCE)).isZero();
  }

  @Test
  void a_fact_stored_while_its_subject_is_looked_through_is_looked_at_another_time() {
    writing.commit(batch(0, 0).remember(fact(ADA, at(0, 0), "tea")));
    Taken taken = due.take(AT_ONCE, HOUR, 10).getFirst();

    writing.commit(batch(0, 1).remember(fact(ADA, at(0, 1), "tea")));
    due.settle(taken);

    assertThat(due.take(AT_ONCE, HOUR, 10)).extracting(Taken::subject).containsExactly(ADA);
  }

  @Test
  void a_fact_more_does_not_put_off_a_subject_that_waits() {
    writing.commit(batch(0, 0).remember(fact(ADA, at(0, 0), "tea")));
    world.execute("update unconsolidated set since = since - interval '1 hour'");

    writing.commit(batch(0, 1).remember(fact(ADA, at(0, 1), "tea")));

    assertThat(due.take(HOUR, HOUR, 10)).hasSize(1);
  }
}
