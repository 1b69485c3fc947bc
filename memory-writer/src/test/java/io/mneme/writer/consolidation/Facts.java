package io.mneme.writer.consolidation;

import static io.mneme.writer.Events.id;

import io.mneme.schemas.Ids;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Facts for tests, one a second from a beginning. */
final class Facts {
  static final Subject ANN = new Subject("acme", "ann");
  static final Instant BEGINNING = Instant.parse("2026-01-05T10:00:00Z");
  private static final int DIMENSIONS = 16;

  private Facts() {}

  static Memory fact(int number, String text) {
    return memory(number, MemoryKind.SEMANTIC, content(text, null, Map.of()), BEGINNING);
  }

  static Memory.Content content(
      String text, @org.jspecify.annotations.Nullable String speaker, Map<String, Object> data) {
    return new Memory.Content(text, null, speaker, null, null, null, data, List.of(), List.of());
  }

  static Memory memory(int number, MemoryKind kind, Memory.Content content, Instant from) {
    Instant at = from.plusSeconds(number);
    return new Memory(
        Ids.memory(ANN, id("fact " + number), 0),
        ANN.tenant(),
        ANN.user(),
        kind,
        MemoryStatus.ACTIVE,
        Tier.HOT,
        1,
        content,
        new Memory.Times(at, at, at),
        new Memory.Source(id("fact " + number), 0, 0, number),
        pointing(content, new Random(Wording.of(content.text()).hashCode())));
  }

  /** A direction, the same for the same wording: what a good model comes near to. */
  static Embedding pointing(Memory.Content content, Random random) {
    float[] values = new float[DIMENSIONS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Embedding.of("test/1", EmbeddingText.hash(content), values);
  }
}
