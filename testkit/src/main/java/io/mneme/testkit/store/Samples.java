package io.mneme.testkit.store;

import io.mneme.schemas.Ids;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.storage.write.Storable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Memories and moves for tests, the same for the same arguments. */
public final class Samples {
  public static final Subject ADA = new Subject("acme", "ada");
  public static final Subject BOB = new Subject("acme", "bob");
  public static final Subject EVE = new Subject("other-tenant", "ada");

  /** When the first offset of a partition was written; each further one a second later. */
  public static final Instant START = Instant.parse("2026-10-20T08:00:00Z");

  /** When samples are moved. */
  public static final Instant MOVED = Instant.parse("2026-11-20T12:00:00.123456Z");

  private Samples() {}

  /** The id of the event at a position. */
  public static UUID eventId(Position position) {
    return Ids.event("acme", "event " + position);
  }

  /** A turn as a writer would remember it, hot and with a vector. */
  public static Memory turn(Subject subject, Position position, String conversation, int turn) {
    return memory(
        subject,
        position,
        MemoryKind.EPISODIC,
        new Memory.Content(
            "turn %d of %s".formatted(turn, conversation),
            null,
            "Ada",
            Role.USER,
            conversation,
            turn,
            Map.of(),
            List.of(),
            List.of()));
  }

  /** A semantic memory with this text. */
  public static Memory fact(Subject subject, Position position, String text) {
    return memory(
        subject,
        position,
        MemoryKind.SEMANTIC,
        new Memory.Content(
            text, null, null, null, null, null, Map.of("n", 1), List.of(), List.of()));
  }

  /** A memory that uses every field, with what is hard to keep in each. */
  public static Memory rich(Subject subject, Position position) {
    Memory.Content content =
        new Memory.Content(
            "Zoë 🐈 said: \"it's {1.0}, \\N, NULL\"\n\ttab",
            "a cat, on a map",
            "Zoë O'Hara",
            Role.ASSISTANT,
            "trip, 'planning' \"2026\"",
            7,
            Map.of(
                "price",
                1.0,
                "count",
                3,
                "big",
                12345678901234L,
                "tags",
                List.of("a,b", "{}", ""),
                "nested",
                Map.of("deep", Map.of("nul", "\u0000", "yes", true))),
            List.of("Zoë", "Zoë's cat, \"Tom\"", "null"),
            List.of(LocalDate.of(2026, 2, 28), LocalDate.of(1999, 12, 31)));
    return memory(subject, position, MemoryKind.PROCEDURAL, content);
  }

  /** The next version of a memory, with another text and its vector. */
  public static Memory corrected(Memory memory, String text) {
    Memory.Content was = memory.content();
    Memory.Content content =
        new Memory.Content(
            text,
            was.caption(),
            was.speaker(),
            was.role(),
            was.conversation(),
            was.turn(),
            was.metadata(),
            was.entities(),
            was.dates());
    return new Memory(
        memory.memoryId(),
        memory.tenant(),
        memory.user(),
        memory.kind(),
        memory.status(),
        memory.tier() == Tier.COLD ? Tier.HOT : memory.tier(),
        memory.version() + 1,
        content,
        memory.times(),
        memory.source(),
        vector(content));
  }

  /** A move decided at {@link #MOVED}. */
  public static TierMove move(Memory memory, Tier from, Tier to) {
    return new TierMove(
        memory.tenant(),
        memory.user(),
        memory.memoryId(),
        from,
        to,
        to == Tier.HOT ? TierMove.Reason.ACCESSED : TierMove.Reason.AGED,
        MOVED);
  }

  /** Vectors of the schema's lengths, the same for the same content. */
  public static Embedding vector(Memory.Content content) {
    byte[] hash = EmbeddingText.hash(content).getBytes(StandardCharsets.UTF_8);
    float[] values = new float[Storable.DIMENSIONS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (hash[i % hash.length] - 75) * (i % 7 + 1) / 1000f;
    }
    float[] token = Arrays.copyOf(values, Embedding.TOKEN_DIMENSIONS);
    float[] other = Arrays.copyOfRange(values, 1, 1 + Embedding.TOKEN_DIMENSIONS);
    return Embedding.of("sample/1", EmbeddingText.hash(content), values, List.of(token, other));
  }

  private static Memory memory(
      Subject subject, Position position, MemoryKind kind, Memory.Content content) {
    Instant at = START.plusSeconds(position.offset());
    UUID eventId = eventId(position);
    return new Memory(
        Ids.memory(subject, eventId, 0),
        subject.tenant(),
        subject.user(),
        kind,
        MemoryStatus.ACTIVE,
        Tier.HOT,
        1,
        content,
        new Memory.Times(at, at, at),
        new Memory.Source(eventId, 0, position.partition(), position.offset()),
        vector(content));
  }
}
