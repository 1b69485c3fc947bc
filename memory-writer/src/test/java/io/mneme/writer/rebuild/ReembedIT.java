package io.mneme.writer.rebuild;

import static io.mneme.writer.Events.asserted;
import static io.mneme.writer.Events.corrected;
import static io.mneme.writer.Events.forgotten;
import static io.mneme.writer.Events.id;
import static io.mneme.writer.Events.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.mneme.embedding.StubEmbedder;
import io.mneme.platform.Outage;
import io.mneme.platform.ServiceMain;
import io.mneme.platform.TaskMain;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.verify.StateItem;
import io.mneme.storage.write.Storable;
import io.mneme.writer.WriterMain;
import java.sql.SQLException;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of model on real Kafka, PostgreSQL, Redis and S3, with live writers and a mover. */
class ReembedIT {
  private static final int SUBJECTS = 8;
  private static final int TURNS = 10;
  private static final String OLD = "stub-384/1";
  private static final String NEW = "stub-b";
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

  private static List<Subject> subjects() {
    return IntStream.range(0, SUBJECTS).mapToObj(ReembedIT::subject).toList();
  }

  private static UUID memory(int number, int turn) {
    return Ids.memory(subject(number), id("e-" + number + "-" + turn), 0);
  }

  /** Turns, facts, a correction and a forgetting each; some memories warm, some cold. */
  private void live() throws Outage {
    for (int s = 0; s < SUBJECTS; s++) {
      for (int t = 0; t < TURNS; t++) {
        world.log.publish(turn(subject(s), "e-" + s + "-" + t, "c", "I met Ann at " + s + t));
      }
      world.log.publish(asserted(subject(s), "a-" + s, "She lives in Norway, " + s));
    }
    world.kept.awaitAll(world.log);
    for (int s = 0; s < SUBJECTS; s++) {
      world.move(subject(s), Tier.HOT, Tier.WARM, List.of(memory(s, 0), memory(s, 1)));
      world.move(subject(s), Tier.HOT, Tier.COLD, List.of(memory(s, 2), memory(s, 3)));
      world.log.publish(corrected(subject(s), "k-" + s, memory(s, 0), "No, it was Bergen " + s));
      world.log.publish(forgotten(subject(s), "f-" + s, memory(s, 4)));
    }
    world.kept.awaitAll(world.log);
  }

  private int reembed(String model) {
    return run(world.quiet(), "reembed", "--model=" + model);
  }

  private static int run(Map<String, Object> properties, String... arguments) {
    return TaskMain.run(
        WriterMain.SERVICE, properties, RebuildMain.task(List.of(arguments)).orElseThrow());
  }

  /** Every field of every memory but its vector and the revision its subject had. */
  private List<String> statesWithoutVectors() throws SQLException {
    return world.texts(
        """
        select (to_jsonb(m) - 'model' - 'embedding' - 'tokens' - 'signature' - 'revision'
          || jsonb_build_object('content_hash', left(content_hash, 12)))::text
        from memory m
        order by 1
        """);
  }

  /** In PostgreSQL, in the objects behind it, and in mneme.changes: that model's, of its words. */
  private void assertAllOf(String model) throws Exception {
    StubEmbedder embedder = new StubEmbedder(Storable.DIMENSIONS, model);
    assertThat(
            world.texts("select distinct coalesce(m.model, g.model) from memory m, generation g"))
        .containsExactly(model);
    assertThat(world.texts("select model from generation")).containsExactly(model);
    for (Subject subject : subjects()) {
      for (Memory memory : world.kept.memories(subject)) {
        String text = EmbeddingText.of(memory.content());
        assertThat(memory.embedding())
            .as("%s: %s", memory.tier(), text)
            .isEqualTo(
                Embedding.of(
                    model,
                    EmbeddingText.hash(memory.content()),
                    embedder.embed(List.of(text)).getFirst().vector()));
      }
    }
    world.kept.assertAnnounced(world.log, subjects());
  }

  @Test
  void everyMemoryOfEveryTierHasTheNewModelAndNothingElseHasChanged() throws Exception {
    live();
    List<StateItem> before = world.dump();
    List<String> states = statesWithoutVectors();
    assertAllOf(OLD);

    assertThat(reembed(NEW)).isZero();

    assertThat(statesWithoutVectors()).isEqualTo(states);
    assertAllOf(NEW);
    assertThat(world.texts("select tier from memory group by tier having count(*) > 0"))
        .containsExactlyInAnyOrder("hot", "warm", "cold");
    assertThat(
            world.texts(
                "select count(*)::text from memory where tier = 'cold'"
                    + " and signature is distinct from binary_quantize(embedding)"))
        .as("stubs whose signature is not of their new vector")
        .containsExactly("0");

    // the writer that has run all the time embeds with the new model, and so does the way back
    world.log.publish(turn(subject(1), "after", "c", "said after the switch"));
    world.kept.awaitAll(world.log);
    assertAllOf(NEW);
    world.log.publish(forgotten(subject(1), "gone", Ids.memory(subject(1), id("after"), 0)));
    world.kept.awaitAll(world.log);
    assertThat(reembed(OLD)).isZero();
    assertAllOf(OLD);
    assertThat(world.dump().stream().filter(item -> !item.user().equals("user 1")).toList())
        .isEqualTo(before.stream().filter(item -> !item.user().equals("user 1")).toList());
  }

  @Test
  void aColdMemoryIsPromotedWithTheNewVectorAndSinksWithIt() throws Exception {
    live();
    assertThat(reembed(NEW)).isZero();

    world.move(subject(3), Tier.COLD, Tier.HOT, List.of(memory(3, 2)));
    assertAllOf(NEW);
    world.move(subject(3), Tier.HOT, Tier.COLD, List.of(memory(3, 2)));
    assertAllOf(NEW);

    assertThat(
            world.texts(
                "select (embedding is null)::text from memory where memory_id = '"
                    + memory(3, 2)
                    + "'"))
        .as("its new object has the new vector, the stub needs none")
        .containsExactly("true");
    world.log.publish(corrected(subject(3), "c-3", memory(3, 3), "a cold one, put right"));
    world.kept.awaitAll(world.log);
    assertAllOf(NEW);
  }

  @Test
  void underTrafficNoMemoryIsLostAndNoVectorOfTheOldModelIsStored() throws Exception {
    live();
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong published = new AtomicLong();
    AtomicLong moved = new AtomicLong();
    try (ApplicationContext second = ServiceMain.start(WriterMain.SERVICE, world.properties());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> traffic = threads.submit(() -> publishUntil(done, published));
      Future<?> moving = threads.submit(() -> moveUntil(done, moved));
      try {
        assertThat(run(world.properties(), "reembed", "--model=" + NEW)).isZero();
      } finally {
        done.set(true);
      }
      traffic.get();
      moving.get();
      world.kept.awaitAll(world.log);
      assertThat(second.isRunning()).isTrue();
    }
    assertThat(moved).hasPositiveValue();

    assertAllOf(NEW);
    assertThat(world.texts("select count(*)::text from memory where text like 'meanwhile %'"))
        .containsExactly(published.toString());
    List<StateItem> live = world.dump();
    assertThat(run(world.quiet(), "rebuild")).isZero();
    assertThat(world.dump()).as("a rebuild afterwards, with the new model").isEqualTo(live);
    assertAllOf(NEW);
  }

  private Void publishUntil(AtomicBoolean done, AtomicLong published)
      throws Outage, InterruptedException {
    while (!done.get()) {
      long n = published.getAndIncrement();
      world.log.publish(
          turn(subject((int) (n % SUBJECTS)), "t-" + n, "c2", "meanwhile it is " + n));
      Thread.sleep(PAUSE);
    }
    return null;
  }

  /** One memory back and forth between the object store and the hot tier. */
  private Void moveUntil(AtomicBoolean done, AtomicLong moved) throws Outage, InterruptedException {
    while (!done.get()) {
      try {
        world.move(subject(6), Tier.COLD, Tier.HOT, List.of(memory(6, 2)));
        world.move(subject(6), Tier.HOT, Tier.COLD, List.of(memory(6, 2)));
        moved.incrementAndGet();
      } catch (StoreUnavailable e) {
        // an outage, which a mover waits out
      }
      Thread.sleep(PAUSE);
    }
    return null;
  }

  @Test
  void whereverItDiesBeforeTheSwitchTheOldModelServesAndTheNextRunSucceeds() throws Exception {
    live();
    List<StateItem> before = world.dump();
    for (String place : List.of("rebuild-built", "rebuild-before-switch", "rebuild-in-switch")) {
      assertThat(world.dieAt(place, "reembed", "--model=" + NEW)).doesNotContain("switched");
      assertThat(world.dump()).as("the state after a death at %s", place).isEqualTo(before);
      assertAllOf(OLD);
    }

    assertThat(reembed(NEW)).isZero();

    assertAllOf(NEW);
  }

  @Test
  void afterADeathBehindTheSwitchTheNextRunAnnouncesWhatWasNot() throws Exception {
    live();
    assertThat(world.dieAt("rebuild-after-switch", "reembed", "--model=" + NEW))
        .as("what an operator is told of a task that dies depends on it")
        .contains("\"step\":\"switched\"");
    assertThat(world.texts("select model || ' ' || announced from generation"))
        .containsExactly(NEW + " false");

    assertThat(reembed(NEW)).isZero();

    assertThat(world.texts("select model || ' ' || announced from generation"))
        .containsExactly(NEW + " true");
    assertAllOf(NEW);
  }

  @Test
  void theModelInUseIsLeftAsItIsAndAnUnknownOneIsRefused() throws Exception {
    live();
    List<String> generation = world.texts("select to_jsonb(g)::text from generation g");

    assertThat(reembed(OLD)).isZero();
    assertThat(reembed("gpt")).isEqualTo(ServiceMain.EXIT_CONFIGURATION);

    assertThat(world.texts("select to_jsonb(g)::text from generation g")).isEqualTo(generation);
    assertAllOf(OLD);
  }

  @Test
  void whatIsConfiguredCountsForAnEmptyDatabaseOnly() throws Exception {
    live();
    assertThat(reembed(NEW)).isZero();
    var other = new java.util.HashMap<>(world.properties());
    other.put("mneme.embedder.model", "stub-c");

    List<String> texts = new ArrayList<>();
    try (ApplicationContext second = ServiceMain.start(WriterMain.SERVICE, other)) {
      for (int s = 0; s < SUBJECTS; s++) {
        world.log.publish(turn(subject(s), "n-" + s, "c3", "to either writer " + s));
      }
      world.kept.awaitAll(world.log);
      texts.addAll(world.texts("select text from memory where text like 'to either%'"));
      assertThat(second.isRunning()).isTrue();
    }

    assertThat(texts).hasSize(SUBJECTS);
    assertAllOf(NEW);
  }
}
