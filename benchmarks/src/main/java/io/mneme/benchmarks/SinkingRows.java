package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.cli.stack.SetupSteps;
import io.mneme.devstack.Addresses;
import io.mneme.devstack.PostgresServer;
import io.mneme.devstack.ScratchServers;
import io.mneme.schemas.Position;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.FourBits;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.storage.cold.ColdObject;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.cold.ObjectStores;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresTierStore;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.storage.postgres.TierHoldings;
import io.mneme.storage.tier.TierStore;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.Storable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Memories in a PostgreSQL and an object store of their own, stored and moved with the statements
 * of the writer and the mover. Vectors are random, and as large as real ones.
 */
final class SinkingRows implements AutoCloseable {
  private static final String TENANT = "bench";
  private static final String MODEL = "random";
  private static final int BIRTHS_A_BATCH = 500;
  private static final int SHORT_WORD = 3;
  private static final float HALF = 0.5f;
  private static final int MEMORIES_A_USER = 200;

  private final ScratchServers servers = new ScratchServers();
  private final PostgresPool writer;
  private final PostgresPool mover;
  private final ObjectStore objects;
  private final List<Turn> turns;
  private final Random random;
  private final Instant begin;

  /**
   * Starts the servers; nothing is stored.
   *
   * @param begin of the month in which all are born
   */
  SinkingRows(int memories, long seed, Instant begin) {
    this.turns =
        new SampleConversations(seed).turns(memories, Math.max(1, memories / MEMORIES_A_USER));
    this.random = new Random(seed);
    this.begin = begin;
    PostgresServer server = servers.postgres();
    Addresses.Postgres database = new Addresses.Postgres(server.url("bench"), "bench");
    new SetupSteps().postgres(server, database);
    this.writer = pool(database, "mneme_writer");
    this.mover = pool(database, "mneme_mover");
    this.objects =
        ObjectStores.open(
            servers.site().data().root().resolve("objects").toUri().toString(), Optional.empty());
  }

  private static PostgresPool pool(Addresses.Postgres database, String role) {
    return PostgresPool.open(PostgresConfig.of(database.url(), role, database.password()));
  }

  /** Stores all of them, hot. */
  void store(IntConsumer done) {
    PostgresWriteStore store = new PostgresWriteStore(writer, new ColdReader(objects));
    for (int from = 0; from < turns.size(); from += BIRTHS_A_BATCH) {
      int to = Math.min(turns.size(), from + BIRTHS_A_BATCH);
      List<Batch.Change> births = new ArrayList<>();
      List<Batch.LedgerEntry> ledger = new ArrayList<>();
      for (int i = from; i < to; i++) {
        Position position = new Position(0, i);
        births.add(new Batch.Change.Remember(position, memory(i)));
        ledger.add(new Batch.LedgerEntry(id(i), position));
      }
      Batch batch =
          new Batch(
              ledger,
              List.of(),
              births,
              Map.of(),
              List.of(),
              List.of(new Batch.Advance(0, from, to)));
      if (!(store.commit(batch) instanceof CommitResult.Committed)) {
        throw new IllegalStateException("a batch of births was refused");
      }
      done.accept(to);
    }
  }

  /** Moves all of them, the eldest first, so many in a transaction. */
  void move(Tier from, Tier to, int movesMax, IntConsumer done) {
    TierStore store = new PostgresTierStore(mover, objects);
    Instant decided = begin.plusSeconds(turns.size());
    for (int first = 0; first < turns.size(); first += movesMax) {
      List<TierMove> moves = new ArrayList<>();
      for (int i = first; i < Math.min(turns.size(), first + movesMax); i++) {
        String user = turns.get(i).user();
        moves.add(new TierMove(TENANT, user, id(i), from, to, TierMove.Reason.AGED, decided));
      }
      for (TierStore.MoveOutcome outcome : store.move(moves)) {
        if (!(outcome instanceof TierStore.MoveOutcome.Moved)) {
          throw new IllegalStateException("a memory did not move: " + outcome);
        }
      }
      done.accept(Math.min(turns.size(), first + movesMax));
    }
  }

  /** What the tiers take now. */
  Map<Tier, TierHoldings.Room> room() {
    return new TierHoldings(mover).room();
  }

  /** Bytes of all objects. */
  long objectBytes() {
    Map<Tier, TierStore.Holding> holdings = new TierHoldings(mover).now();
    TierHoldings.Room cold = room().get(Tier.COLD);
    TierStore.Holding all = holdings.get(Tier.COLD);
    return cold == null || all == null ? 0 : all.bytes() - cold.heapBytes() - cold.indexBytes();
  }

  /** As a UUIDv5 of an event and a subject is: scattered over all ids. */
  private static UUID id(int number) {
    return UUID.nameUUIDFromBytes(bytes("memory " + number));
  }

  private Memory memory(int number) {
    Turn turn = turns.get(number);
    Instant birth = begin.plusSeconds(number);
    return new Memory(
        id(number),
        TENANT,
        turn.user(),
        MemoryKind.EPISODIC,
        MemoryStatus.ACTIVE,
        Tier.HOT,
        1,
        new Memory.Content(
            turn.text(),
            null,
            turn.speaker(),
            Role.USER,
            turn.conversation(),
            number,
            Map.of(),
            List.of(),
            List.of()),
        new Memory.Times(turn.occurredAt(), birth, birth),
        new Memory.Source(id(number), 0, 0, number),
        embedding(turn.text()));
  }

  /** Of the words that carry meaning, a vector each. */
  private Embedding embedding(String text) {
    ByteBuffer vector = ByteBuffer.allocate(2 * Storable.DIMENSIONS).order(ByteOrder.LITTLE_ENDIAN);
    while (vector.hasRemaining()) {
      vector.putShort(Float.floatToFloat16(random.nextFloat() - HALF));
    }
    long words = Stream.of(text.split(" ")).filter(word -> word.length() > SHORT_WORD).count();
    byte[] tokens = new byte[(int) words * FourBits.bytes(Embedding.TOKEN_DIMENSIONS)];
    random.nextBytes(tokens);
    return new Embedding(MODEL, ColdObject.sha256(bytes(text)), vector.array(), tokens);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    writer.close();
    mover.close();
    servers.close();
  }
}
