package io.mneme.reader.pack;

import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.platform.Outage;
import io.mneme.reader.Remembered;
import io.mneme.reader.World;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.MemoryScope;
import io.mneme.schemas.tier.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PackCacheTest {
  private final World world = new World();

  @Test
  void aPackIsReadOnceAndAdvancedByWhatChanged() throws Exception {
    world.store.remember(Remembered.text("tea"), Remembered.text("coffee").offset(1));

    SubjectPack first = world.packs.atLeast(MIRA, 2);
    SubjectPack again = world.packs.atLeast(MIRA, 1);
    world.store.forget(Remembered.text("tea"));
    SubjectPack advanced = world.packs.atLeast(MIRA, 3);

    assertThat(again).isSameAs(first);
    assertThat(advanced.size()).isEqualTo(1);
    assertThat(advanced.memory(0).content().text()).isEqualTo("coffee");
    assertThat(world.store.packsRead).hasValue(2);
  }

  @Test
  void theLargestPackOfAScopeIsToldWithItsColdMemoriesAndNoUsers() throws Exception {
    Subject shared = MemoryScope.SHARED.subject("acme", "");
    world.store.remember(Remembered.text("tea"), Remembered.text("coffee").offset(1));
    world.store.remember(Remembered.text("cups").of(shared).offset(2));
    world.store.remember(Remembered.text("mugs").of(shared).offset(3).in(Tier.COLD));

    world.packs.atLeast(MIRA, 2);
    world.packs.atLeast(shared, 2);

    assertThat(world.packs.largest(MemoryScope.SHARED)).isEqualTo(2);
    assertThat(world.packs.largest(MemoryScope.GLOBAL)).isZero();
  }

  @Test
  void manyWhoAskAtOnceReadOnce() throws Exception {
    world.store.remember(Remembered.text("tea"));
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    world.store.beforePack =
        () -> {
          reading.countDown();
          await(proceed);
        };

    List<Future<SubjectPack>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        answers.add(callers.submit(() -> world.packs.atLeast(MIRA, 1)));
      }
      await(reading);
      proceed.countDown();
    }

    for (Future<SubjectPack> answer : answers) {
      assertThat(answer.get().size()).isEqualTo(1);
    }
    assertThat(world.store.packsRead).hasValue(1);
  }

  @Test
  void whenManySubjectsAreWantedFewAreReadAtOnceAndAllAreAnswered() throws Exception {
    AtomicInteger reading = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(World.READS_MAX);
    world.store.beforePack =
        () -> {
          most.accumulateAndGet(reading.incrementAndGet(), Math::max);
          full.countDown();
          await(full);
          reading.decrementAndGet();
        };

    List<Future<SubjectPack>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10 * World.READS_MAX; i++) {
        Subject subject = new Subject("acme", "user-" + i);
        world.store.remember(Remembered.text("tea").of(subject));
        answers.add(callers.submit(() -> world.packs.atLeast(subject, 1)));
      }
    }

    assertThat(most).hasValue(World.READS_MAX);
    for (Future<SubjectPack> answer : answers) {
      assertThat(answer.get().size()).isEqualTo(1);
    }
  }

  @Test
  void whoeverNeedsMoreThanTheOneReadingAheadGetsReadsAgain() throws Exception {
    world.store.remember(Remembered.text("tea"));
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    world.store.beforePack =
        () -> {
          reading.countDown();
          await(proceed);
        };
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SubjectPack> early = callers.submit(() -> world.packs.atLeast(MIRA, 1));
      await(reading);
      world.store.remember(Remembered.text("coffee").offset(1));

      Future<SubjectPack> late = callers.submit(() -> world.packs.atLeast(MIRA, 2));
      proceed.countDown();

      assertThat(early.get().revision()).isGreaterThanOrEqualTo(1);
      assertThat(late.get().revision()).isEqualTo(2);
    }
  }

  @Test
  void aPackOfAnotherEditionIsNotBuiltOn() throws Exception {
    world.store.remember(Remembered.text("a row no rebuilt store has"));
    world.store.remember(Remembered.text("tea").offset(1));
    assertThat(world.packs.atLeast(MIRA, 2).size()).isEqualTo(2);
    world.store.beginEdition(MIRA, 1);
    world.store.remember(Remembered.text("tea").offset(1));

    SubjectPack pack = world.packs.atLeast(MIRA, world.store.revision(MIRA));

    assertThat(pack.size()).isEqualTo(1);
    assertThat(pack.revision()).isEqualTo(world.store.revision(MIRA));
  }

  @Test
  void aPackIsOfTheModelItsRowsAreOf() throws Exception {
    world.store.remember(Remembered.text("tea").embeddedBy("stub-b"));

    SubjectPack pack = world.packs.atLeast(MIRA, 1);

    assertThat(pack.model()).isEqualTo("stub-b");
    assertThat(pack.cosines(QuantisedVector.of(new float[32]))).containsExactly(0);
  }

  @Test
  void rowsOfAnotherModelAreNotAddedToWhatIsHeld() throws Exception {
    world.store.remember(Remembered.text("tea"), Remembered.text("milk").offset(1));
    assertThat(world.packs.atLeast(MIRA, 2).model()).isEqualTo(Remembered.EMBEDDER.model());
    // read in the middle of a switch: the rows of the new store under a revision of the old
    world.store.remember(
        Remembered.text("tea").embeddedBy("stub-b"),
        Remembered.text("milk").offset(1).embeddedBy("stub-b"));

    SubjectPack pack = world.packs.atLeast(MIRA, 4);

    assertThat(pack.model()).isEqualTo("stub-b");
    assertThat(pack.cosines(QuantisedVector.of(new float[32]))).containsExactly(0, 0);
  }

  @Test
  void aFailedReadFailsThoseWhoWaitedAndIsTriedAgainByTheNext() throws Exception {
    world.store.remember(Remembered.text("tea"));
    world.store.down = true;
    assertThatThrownBy(() -> world.packs.atLeast(MIRA, 1)).isInstanceOf(Outage.class);

    world.store.down = false;

    assertThat(world.packs.atLeast(MIRA, 1).size()).isEqualTo(1);
  }

  @Test
  void packsOfDifferentSubjectsNeverMeet() throws Exception {
    Subject sameUserElsewhere = new Subject("zeta", "mira");
    Subject sameTenant = new Subject("acme", "tomas");
    world.store.remember(
        Remembered.text("secret of mira"),
        Remembered.text("secret of tomas").of(sameTenant),
        Remembered.text("secret of zeta").of(sameUserElsewhere));

    for (Subject subject : List.of(MIRA, sameTenant, sameUserElsewhere, MIRA)) {
      SubjectPack pack = world.packs.atLeast(subject, 1);
      assertThat(pack.subject()).isEqualTo(subject);
      assertThat(pack.size()).isEqualTo(1);
      assertThat(pack.memory(0).subject()).isEqualTo(subject);
    }
  }

  @Test
  void aSubjectNothingIsKnownOfTakesNoRoom() throws Exception {
    SubjectPack pack = world.packs.atLeast(new Subject("acme", "nobody"), 0);

    assertThat(pack.size()).isZero();
    assertThat(world.packs.size()).isZero();
    assertThat(world.store.packsRead).hasValue(0);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
