package io.mneme.migrator.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.migrator.move.ChangeLog.Announcement;
import io.mneme.platform.Outage;
import io.mneme.platform.kafka.DeadLetters;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.tier.TierStore;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.WriteStore;
import io.mneme.testkit.store.BatchBuilder;
import io.mneme.testkit.store.InMemoryObjectStore;
import io.mneme.testkit.store.InMemoryStores;
import io.mneme.testkit.store.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The mover, the stores it moves in and the writer beside it; a seed decides what goes wrong. */
final class MovingWorld implements AutoCloseable {
  private static final List<Subject> SUBJECTS = List.of(Samples.ADA, Samples.BOB, Samples.EVE);
  private static final int MOVES_A_BATCH_MAX = 4;
  private static final int RECORDS_A_POLL_MAX = 6;
  private static final int ANNOUNCEMENTS_A_PAGE = 3;

  private final Random random;
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final InMemoryStores stores = new InMemoryStores(objects);
  private final RecordPublisher publisher = new RecordPublisher(PublisherConfig.of("127.0.0.1:1"));

  /** What was said last of every memory that was not forgotten. */
  private final Map<UUID, Memory> said = new TreeMap<>();

  /** Every memory there ever was, and whose. */
  private final Map<UUID, Subject> known = new TreeMap<>();

  /** {@code mneme.changes} as compaction leaves it; null is a tombstone. */
  private final Map<UUID, @Nullable Memory> log = new TreeMap<>();

  private final List<ConsumerRecord<byte[], byte[]>> moves = new ArrayList<>();
  private int movesCommitted;
  private long eventsNext;
  private boolean calm;

  MovingWorld(long seed) {
    random = new Random(seed);
  }

  void step() throws Outage {
    switch (random.nextInt(8)) {
      case 0 -> remember();
      case 1, 2, 3 -> decide();
      case 4 -> interfere();
      case 5 -> writerAnnounces();
      default -> moverWorks();
    }
    assertEveryMemoryIsReadFromOneTier();
  }

  /** Nothing goes wrong any more: what is on its way arrives, and everybody agrees. */
  void calmDown() throws Outage {
    calm = true;
    while (movesCommitted < moves.size()) {
      moverWorks();
    }
    while (writerAnnounces()) {
      // until nothing is left to be said
    }
    assertEveryMemoryIsReadFromOneTier();
    for (UUID id : known.keySet()) {
      Memory announced = log.get(id);
      Memory present = stores.find(subject(id), id).orElse(null);
      assertThat(announced == null ? null : announced.tier() + "/" + announced.version())
          .as("what the log says at last of %s", id)
          .isEqualTo(present == null ? null : present.tier() + "/" + present.version());
    }
  }

  private void assertEveryMemoryIsReadFromOneTier() {
    objects.comeBack();
    known.forEach((id, subject) -> {
      Memory expected = said.get(id);
      List<Tier> tiers = new ArrayList<>();
      for (Tier tier : Tier.values()) {
        var filter = new ReadStore.ListFilter(tier, null, null, null);
        stores.list(subject, filter, null, Integer.MAX_VALUE).stream()
            .filter(memory -> memory.memoryId().equals(id))
            .forEach(memory -> tiers.add(tier));
      }
      assertThat(tiers).as("tiers of %s", id).hasSize(expected == null ? 0 : 1);
      assertThat(stores.find(subject, id).map(memory -> memory.content().text()))
          .as("what is read of %s", id)
          .isEqualTo(Optional.ofNullable(expected).map(m -> m.content().text()));
    });
  }

  private void remember() {
    Subject subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
    Memory memory = Samples.turn(subject, new Position(0, eventsNext), "c1", (int) eventsNext);
    commit(BatchBuilder.batch(0, eventsNext).remember(memory));
    said.put(memory.memoryId(), memory);
    known.put(memory.memoryId(), subject);
  }

  /** The writer corrects or forgets a memory, wherever the mover is with it. */
  private void interfere() {
    if (said.isEmpty()) {
      return;
    }
    UUID id = any(said.keySet());
    objects.comeBack();
    Memory before = stores.find(subject(id), id).orElseThrow();
    if (random.nextInt(3) == 0) {
      commit(BatchBuilder.batch(0, eventsNext).forget(before));
      said.remove(id);
    } else {
      Memory corrected = Samples.corrected(before, "said at " + eventsNext);
      commit(BatchBuilder.batch(0, eventsNext).revise(before, corrected));
      said.put(id, corrected);
    }
  }

  private void commit(BatchBuilder builder) {
    Batch batch = builder.build();
    assertThat(stores.commit(batch)).isInstanceOf(CommitResult.Committed.class);
    eventsNext = batch.progress().getFirst().next();
  }

  /** Part of what the writer has to say; true when there was anything. */
  private boolean writerAnnounces() {
    objects.comeBack();
    List<WriteStore.Announcement> page = stores.outbox(0, null, ANNOUNCEMENTS_A_PAGE);
    long settled = -1;
    for (WriteStore.Announcement announcement : page) {
      switch (announcement) {
        case WriteStore.Announcement.Changed changed ->
            log.put(changed.memory().memoryId(), changed.memory());
        case WriteStore.Announcement.Gone gone -> log.put(gone.memoryId(), null);
        case WriteStore.Announcement.Touched _ -> {}
      }
      settled = announcement.mark().offset();
    }
    if (settled >= 0) {
      stores.settle(Map.of(0, settled), Map.of());
    }
    return !page.isEmpty();
  }

  /** A move by what the log says, which may be out of date; sometimes an old move comes again. */
  private void decide() {
    if (!moves.isEmpty() && random.nextInt(4) == 0) {
      moves.add(moves.get(random.nextInt(moves.size())));
      return;
    }
    if (log.isEmpty()) {
      return;
    }
    UUID id = any(log.keySet());
    Memory heard = log.get(id);
    Tier from = heard == null ? Tier.HOT : heard.tier();
    Tier to =
        switch (from) {
          case HOT -> random.nextInt(3) == 0 ? Tier.COLD : Tier.WARM;
          case WARM -> Tier.COLD;
          case COLD -> Tier.HOT;
        };
    TierMove move =
        new TierMove(
            subject(id).tenant(),
            subject(id).user(),
            id,
            from,
            to,
            TierMove.Reason.AGED,
            Samples.MOVED.plusSeconds(moves.size()));
    byte[] key = subject(id).key().getBytes(StandardCharsets.UTF_8);
    moves.add(new ConsumerRecord<>(Topics.TIER_MOVES, 0, moves.size(), key, Json.write(move)));
  }

  /** A mover, new every time, takes what is not committed, and perhaps lives to commit it. */
  private void moverWorks() {
    int end = Math.min(moves.size(), movesCommitted + 1 + random.nextInt(RECORDS_A_POLL_MAX));
    if (!calm && random.nextInt(6) == 0) {
      objects.goDown();
    }
    try {
      mover().handle(List.copyOf(moves.subList(movesCommitted, end)));
      mayDie();
      movesCommitted = end;
    } catch (Killed | Outage asked) {
      // its records are delivered again
    } finally {
      objects.comeBack();
    }
  }

  private TierMover mover() {
    DeadLetters deadLetters = new DeadLetters(publisher, "tier-migrator", () -> Samples.MOVED);
    return new TierMover(
        new MoveReader(deadLetters, MOVES_A_BATCH_MAX),
        new FragileStore(),
        this::publish,
        new MoverMetrics(new SimpleMeterRegistry()),
        step -> between());
  }

  private void publish(List<Announcement> announcements) throws Outage {
    between();
    for (Announcement announcement : announcements) {
      switch (announcement) {
        case Announcement.Stands stands -> log.put(stands.memory().memoryId(), stands.memory());
        case Announcement.Gone gone -> log.put(gone.memoryId(), null);
      }
      mayDie();
      if (!calm && random.nextInt(20) == 0) {
        throw new Outage("kafka", new IOException("no broker"));
      }
    }
  }

  /** The instant between two steps: somebody may look, the writer may come, the mover may die. */
  private void between() {
    if (!calm && random.nextInt(4) == 0) {
      interfere();
    }
    if (!calm && random.nextInt(2) == 0) {
      writerAnnounces();
    }
    assertEveryMemoryIsReadFromOneTier();
    mayDie();
  }

  private void mayDie() {
    if (!calm && random.nextInt(12) == 0) {
      throw new Killed();
    }
  }

  private Subject subject(UUID id) {
    return Objects.requireNonNull(known.get(id));
  }

  private UUID any(Collection<UUID> ids) {
    return ids.stream().skip(random.nextInt(ids.size())).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    publisher.close();
  }

  /** The store in memory, asked by a mover that may die before and after, and which may refuse. */
  private final class FragileStore implements TierStore {
    @Override
    public List<MoveOutcome> move(List<TierMove> batch) {
      boolean refuses = !calm && random.nextInt(10) == 0;
      boolean coldRefuses = !calm && random.nextInt(8) == 0;
      between();
      if (refuses) {
        throw new StoreUnavailable("postgres is down", new IOException("connection refused"));
      }
      if (coldRefuses) {
        objects.goDown();
      }
      List<MoveOutcome> outcomes = stores.move(batch);
      objects.comeBack();
      between();
      return outcomes;
    }

    @Override
    public Map<UUID, Long> versions(Collection<TierMove> batch) {
      between();
      return stores.versions(batch);
    }

    @Override
    public Map<Tier, Holding> holdings() {
      return stores.holdings();
    }
  }

  /** What a death in mid-work looks like from inside a test. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
