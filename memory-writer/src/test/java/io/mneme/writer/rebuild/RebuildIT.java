package io.mneme.writer.rebuild;

import static io.mneme.writer.Events.asserted;
import static io.mneme.writer.Events.corrected;
import static io.mneme.writer.Events.erased;
import static io.mneme.writer.Events.forgotten;
import static io.mneme.writer.Events.id;
import static io.mneme.writer.Events.touched;
import static io.mneme.writer.Events.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.platform.Outage;
import io.mneme.platform.TaskMain;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.Revisions;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.redis.RedisCache;
import io.mneme.storage.redis.RedisConfig;
import io.mneme.storage.verify.StateItem;
import io.mneme.testkit.Backends;
import io.mneme.testkit.ProcessControl;
import io.mneme.writer.WriterMain;
import io.mneme.writer.live.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rebuild on real Kafka, PostgreSQL, Redis and S3, with a live writer beside it. */
class RebuildIT {
  private static final int SUBJECTS = 20;
  private static final int TURNS = 15;
  private static final Duration PAUSE = Duration.ofMillis(3);

  private RebuiltWorld world;

  @BeforeEach
  void start() {
    world = new RebuiltWorld();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static Subject subject(int number) {
    return new Subject("acme", "user " + number);
  }

  private static UUID memory(int number, int turn) {
    return Ids.memory(subject(number), id("e-" + number + "-" + turn), 0);
  }

  /** Turns, corrections (one back to the old words), forgettings, an erasure, sessions, moves. */
  private void live() throws Outage {
    for (int s = 0; s < SUBJECTS; s++) {
      for (int t = 0; t < TURNS; t++) {
        world.log.publish(
            turn(subject(s), "e-" + s + "-" + t, "c" + t % 2, "I met Ann at " + s + " and " + t));
      }
      world.log.publish(asserted(subject(s), "a-" + s, "She lives in Norway, " + s));
      world.log.publish(touched(subject(s), "s-" + s, "s1", s));
    }
    world.kept.awaitAll(world.log);
    for (int s = 0; s < SUBJECTS; s++) {
      world.move(subject(s), Tier.HOT, Tier.WARM, List.of(memory(s, 0), memory(s, 1)));
      world.move(subject(s), Tier.WARM, Tier.COLD, List.of(memory(s, 1)));
      world.log.publish(corrected(subject(s), "k-" + s, memory(s, 0), "No, it was Bergen " + s));
      world.log.publish(corrected(subject(s), "l-" + s, memory(s, 2), "something else"));
      world.log.publish(
          corrected(subject(s), "m-" + s, memory(s, 2), "I met Ann at " + s + " and " + 2));
      world.log.publish(forgotten(subject(s), "f-" + s, memory(s, 3)));
    }
    world.log.publish(erased(subject(0), "x", "asked for"));
    world.log.publish(turn(subject(0), "e-new", "c0", "a new beginning"));
    world.kept.awaitAll(world.log);
    world.move(subject(5), Tier.HOT, Tier.COLD, List.of(memory(5, 4), memory(5, 2)));
  }

  /** Facts said twice and found; of one the kept is forgotten, of one the absorbed is corrected. */
  private void consolidate() throws Exception {
    for (int s = 1; s <= 4; s++) {
      world.log.publish(asserted(subject(s), "d-" + s, "She lives in Norway, " + s));
    }
    world.kept.awaitAll(world.log);
    assertThat(run("consolidate", "--tenant=acme", "--dry-run")).isZero();
    world.kept.awaitAll(world.log);
    assertThat(world.kept.memories(subject(1))).extracting(Memory::absorbedBy).containsOnlyNulls();

    assertThat(run("consolidate", "--tenant=acme")).isZero();

    world.kept.awaitAll(world.log);
    assertThat(world.kept.reads().absorbed(subject(1), fact("d-", 1)))
        .extracting(Memory::memoryId)
        .containsExactly(fact("a-", 1));
    world.move(subject(1), Tier.HOT, Tier.COLD, List.of(fact("a-", 1)));
    world.log.publish(forgotten(subject(2), "df-2", fact("d-", 2)));
    world.log.publish(corrected(subject(3), "dk-3", fact("a-", 3), "She lives in Sweden"));
    world.kept.awaitAll(world.log);
    assertThat(world.kept.memories(subject(2)))
        .extracting(Memory::memoryId)
        .doesNotContain(fact("a-", 2), fact("d-", 2));
    world.kept.assertAnnounced(world.log, List.of(subject(1), subject(2), subject(3), subject(4)));
  }

  private static UUID fact(String name, int number) {
    return Ids.memory(subject(number), id(name + number), 0);
  }

  private int rebuild(String... options) {
    List<String> arguments = new ArrayList<>(List.of("rebuild"));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return run(world.quiet(), arguments);
  }

  private static int run(Map<String, Object> properties, String... arguments) {
    return TaskMain.run(
        WriterMain.SERVICE, properties, RebuildMain.task(List.of(arguments)).orElseThrow());
  }

  /** It gives way to the services, and on a busy machine everything is slow to it. */
  @Test
  void aDatabaseThatAnswersNothingForLongerThanAServiceWaitsIsWaitedFor() throws Exception {
    world.log.publish(turn(subject(1), "e", "c", "I met Ann"));
    world.kept.awaitAll(world.log);
    List<StateItem> before = world.dump();
    ProcessControl postgres = Backends.shared().postgres().orElseThrow();

    postgres.freeze();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Integer> rebuilt = threads.submit(() -> rebuild());
      Thread.sleep(PostgresConfig.ACQUIRE_TIMEOUT_DEFAULT.plusSeconds(3));
      assertThat(rebuilt.isDone()).isFalse();
      postgres.thaw();
      assertThat(rebuilt.get()).isZero();
    } finally {
      postgres.thaw();
    }

    assertThat(world.dump()).isEqualTo(before);
  }

  @Test
  void aRebuildGivesTheSameStateAndAnotherEdition() throws Exception {
    live();
    consolidate();
    List<StateItem> before = world.dump();
    assertThat(before).hasSizeGreaterThan(SUBJECTS * TURNS);
    assertThat(before).extracting(StateItem::kind).contains(StateItem.Kind.SUPERSEDED);
    List<String> catalogue = world.catalogue();

    assertThat(rebuild()).isZero();

    assertThat(world.dump()).isEqualTo(before);
    assertThat(world.catalogue()).isEqualTo(catalogue);
    assertThat(Revisions.edition(world.kept.reads().revision(subject(1)))).isEqualTo(1);
    world.log.publish(turn(subject(1), "after", "c1", "said after the switch"));
    world.kept.awaitAll(world.log);
    assertThat(world.kept.memories(subject(1)))
        .extracting(m -> m.content().text())
        .contains("said after the switch");
    assertThat(rebuild()).isZero();
    assertThat(Revisions.edition(world.kept.reads().revision(subject(1)))).isEqualTo(2);
  }

  @Test
  void aRebuildUnderTrafficLosesNothingAndStopsNobody() throws Exception {
    live();
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong published = new AtomicLong();
    AtomicLong reads = new AtomicLong();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> traffic = threads.submit(() -> publishUntil(done, published));
      Future<?> reading = threads.submit(() -> readUntil(done, reads));
      try {
        assertThat(run(world.properties(), "rebuild")).isZero();
      } finally {
        done.set(true);
      }
      traffic.get();
      reading.get();
    }
    world.kept.awaitAll(world.log);
    assertThat(published).hasPositiveValue();
    assertThat(reads).hasPositiveValue();
    List<StateItem> live = world.dump();

    assertThat(rebuild()).isZero();

    assertThat(world.dump()).isEqualTo(live);
  }

  private Void publishUntil(AtomicBoolean done, AtomicLong published)
      throws Outage, InterruptedException {
    while (!done.get()) {
      long n = published.getAndIncrement();
      Subject subject = subject(1 + (int) (n % (SUBJECTS - 1)));
      world.log.publish(turn(subject, "t-" + n, "c2", "while it is rebuilt " + n));
      if (n % 7 == 0) {
        UUID memory = Ids.memory(subject, id("t-" + n), 0);
        world.log.publish(corrected(subject, "tc-" + n, memory, "put right " + n));
      }
      Thread.sleep(PAUSE);
    }
    return null;
  }

  private Void readUntil(AtomicBoolean done, AtomicLong reads) {
    long held = 0;
    while (!done.get()) {
      long revision = world.kept.reads().revision(subject(1));
      assertThat(revision).isGreaterThanOrEqualTo(held);
      held = revision;
      assertThat(world.kept.memories(subject(1)).size()).isGreaterThanOrEqualTo(TURNS);
      reads.incrementAndGet();
    }
    return null;
  }

  @Test
  void damageOfEveryKindIsGoneAfterARebuildAndReadersLetGoOfIt() throws Exception {
    live();
    List<StateItem> before = world.dump();
    assertThat(world.execute("update memory set text = 'damaged' where tier = 'hot' and turn > 5"))
        .isPositive();
    assertThat(world.execute("delete from memory where user_id = 'user 7' and tier <> 'cold'"))
        .isPositive();
    assertThat(world.execute("delete from memory where tier = 'cold' and user_id = 'user 8'"))
        .isPositive();
    assertThat(world.execute("delete from memory_version where user_id = 'user 3'")).isPositive();
    assertThat(world.execute("update memory_version set text = 'x' where user_id = 'user 4'"))
        .isPositive();
    assertThat(world.execute("update conversation set turns = turns + 1")).isPositive();
    assertThat(world.execute("update session set state = '{}' where user_id = 'user 9'"))
        .isPositive();
    assertThat(world.execute("delete from forgotten where user_id = 'user 4'")).isPositive();
    try (RedisCache redis =
        RedisCache.open(new RedisConfig(world.addresses.redisUrl(), Duration.ofSeconds(2)))) {
      assertThat(redis.turns(subject(0), "c0", 3)).isPresent();

      assertThat(rebuild()).isZero();

      assertThat(redis.turns(subject(0), "c0", 3)).isEmpty();
    }
    List<StateItem> after = world.dump();
    // cold ones whose stub was lost are whole again, in the warm tier and a version later
    assertThat(after.stream().filter(item -> !item.user().equals("user 8")).toList())
        .isEqualTo(before.stream().filter(item -> !item.user().equals("user 8")).toList());
    assertThat(world.kept.memories(subject(8)))
        .filteredOn(m -> m.memoryId().equals(memory(8, 1)))
        .singleElement()
        .satisfies(stray -> {
          assertThat(stray.tier()).isEqualTo(Tier.WARM);
          assertThat(stray.content().text()).isEqualTo("I met Ann at 8 and 1");
          assertThat(stray.version()).isEqualTo(4);
        });
    world.kept.assertAnnounced(world.log, List.of(subject(7), subject(9), subject(8)));
  }

  @Test
  void whereverARebuildDiesTheOldStateAnswersAndTheNextOneSucceeds() throws Exception {
    live();
    List<StateItem> before = world.dump();
    for (String place : List.of("rebuild-built", "rebuild-before-switch", "rebuild-in-switch")) {
      world.dieAt(place, "rebuild");
      assertThat(world.dump()).as("the state after a death at %s", place).isEqualTo(before);
      assertThat(Revisions.edition(world.kept.reads().revision(subject(1)))).isZero();
    }
    world.dieAt("rebuild-after-switch", "rebuild");
    assertThat(world.dump()).isEqualTo(before);

    assertThat(rebuild()).isZero();

    assertThat(world.dump()).isEqualTo(before);
    Kept.await("what the dead ones left is removed", () -> schemas().equals(List.of("public")));
  }

  private List<String> schemas() {
    List<String> names = new ArrayList<>();
    try (var connection = world.administrator();
        var rows = connection.getMetaData().getSchemas()) {
      while (rows.next()) {
        String name = rows.getString(1);
        if (List.of("public", "rebuilt", "retired").contains(name)) {
          names.add(name);
        }
      }
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
    return names;
  }
}
