package io.mneme.writer.consolidation;

import static io.mneme.writer.consolidation.Facts.fact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.platform.Component.Check;
import io.mneme.platform.Outage;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.write.Candidates;
import io.mneme.storage.write.Unconsolidated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a running writer does about facts that were said twice. */
class ConsolidationRoundsTest {
  private static final Subject ANN = Facts.ANN;
  private static final Subject BOB = new Subject("acme", "bob");
  private static final Subject BROKEN = new Subject("acme", "broken");
  private static final Subject UNREACHABLE = new Subject("acme", "unreachable");
  private static final Duration AFTER = Duration.ofHours(1);

  private final Queue due = new Queue();
  private final List<String> published = new ArrayList<>();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private boolean kafkaIsThere = true;

  private static ConsolidationConfig config(boolean background, int subjectsMax) {
    return new ConsolidationConfig(
        true, 0.92, 100, background, Duration.ofMinutes(1), AFTER, subjectsMax);
  }

  private ConsolidationRounds rounds(int subjectsMax) {
    ConsolidationConfig config = config(true, subjectsMax);
    return new ConsolidationRounds(
        due, new Consolidator(new Twice(), config), this::publish, config, meters);
  }

  private void publish(Subject subject, List<Finding> findings) throws Outage {
    if (!kafkaIsThere) {
      throw new Outage("kafka", new IllegalStateException("away"));
    }
    findings.forEach(finding -> published.add(subject.user() + " " + finding.absorb().size()));
  }

  @Test
  void whatIsDueIsLookedThroughPublishedAndSettled() throws Exception {
    due.add(ANN, BOB);

    assertThat(rounds(10).round()).isTrue();

    assertThat(published).containsExactly("ann 2");
    assertThat(due.settled).containsExactly(ANN, BOB);
    assertThat(meters.get("mneme.consolidation.subjects").counter().count()).isEqualTo(2);
    assertThat(meters.get("mneme.consolidation.absorbed").counter().count()).isEqualTo(2);
  }

  @Test
  void aRoundIsBoundedAndTellsHowManyWait() throws Exception {
    due.add(BOB, BOB, BOB, ANN);

    assertThat(rounds(3).round()).isTrue();

    assertThat(published).isEmpty();
    assertThat(due.settled).hasSize(3);
    assertThat(meters.get("mneme.consolidation.waiting.subjects").gauge().value()).isEqualTo(1);
  }

  @Test
  void whatCouldNotBePublishedIsNotSettled() {
    due.add(ANN);
    kafkaIsThere = false;

    assertThatThrownBy(() -> rounds(10).round()).isInstanceOf(Outage.class);

    assertThat(due.settled).isEmpty();
  }

  @Test
  void anOutageOfTheStoreEndsTheRound() {
    due.add(UNREACHABLE, ANN);

    assertThatThrownBy(() -> rounds(10).round()).isInstanceOf(StoreUnavailable.class);

    assertThat(published).isEmpty();
    assertThat(due.settled).isEmpty();
  }

  @Test
  void oneThatCannotBeLookedThroughStandsInNobodysWay() throws Exception {
    due.add(BROKEN, ANN);

    assertThat(rounds(10).round()).isFalse();

    assertThat(published).containsExactly("ann 2");
    assertThat(due.settled).containsExactly(ANN);
  }

  @Test
  void switchedOffItSaysSo() {
    ConsolidationConfig off = config(false, 10);
    try (ConsolidationRounds rounds =
        new ConsolidationRounds(
            due, new Consolidator(new Twice(), off), this::publish, off, meters)) {
      assertThat(rounds.check())
          .isInstanceOfSatisfying(
              Check.Up.class, up -> assertThat(up.message()).isEqualTo("is switched off"));
    }
  }

  /** Ann said one thing three times; nobody else repeats anything. */
  private static final class Twice implements Candidates {
    @Override
    public List<Subject> subjects(Scope scope, int limit) {
      throw new AssertionError("only a command walks through everybody");
    }

    @Override
    public List<Memory> of(Subject subject, int limit) {
      if (subject.equals(BROKEN)) {
        throw new IllegalStateException("a fact nobody can read");
      }
      if (subject.equals(UNREACHABLE)) {
        throw new StoreUnavailable("no store", new IllegalStateException("away"));
      }
      return subject.equals(ANN)
          ? List.of(fact(0, "User likes tea"), fact(1, "User likes tea"), fact(2, "User likes tea"))
          : List.of(fact(3, "User likes coffee"), fact(4, "User likes milk"));
    }
  }

  /** First come, first served. */
  private static final class Queue implements Unconsolidated {
    private final Deque<Subject> waiting = new ArrayDeque<>();
    private final List<Subject> settled = new ArrayList<>();

    void add(Subject... subjects) {
      waiting.addAll(List.of(subjects));
    }

    @Override
    public List<Taken> take(Duration after, Duration lease, int limit) {
      assertThat(after).isEqualTo(AFTER);
      List<Taken> taken = new ArrayList<>();
      while (taken.size() < limit && !waiting.isEmpty()) {
        taken.add(new Taken(waiting.remove(), Instant.EPOCH.plus(lease)));
      }
      return taken;
    }

    @Override
    public void settle(Taken taken) {
      settled.add(taken.subject());
    }

    @Override
    public long waiting(Duration after) {
      return waiting.size();
    }
  }
}
