package io.mneme.writer.consolidation;

import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which memories of a subject say the same. Two walls, and both must agree: the {@link Wording} is
 * the same word for word, and the vectors are near. Everything else a memory says besides its text
 * (its kind, speaker, metadata, the days it names) must be equal, and where the text means another
 * day when it is said on another day, so must the day.
 *
 * <p>Only facts and habits: what happened twice happened twice, and a turn belongs to its
 * conversation. The one that was said last is kept, for it is the one that is true now: of "80
 * kilos", "82 kilos" and "80 kilos" again the last two remain. Pure: the same memories give the
 * same findings, in whatever order they come.
 */
final class Consolidation {
  private static final Set<MemoryKind> KINDS = Set.of(MemoryKind.SEMANTIC, MemoryKind.PROCEDURAL);

  /** One event names no more: about 80 KB, and so many changes of one transaction. */
  static final int ABSORBED_AT_ONCE_MAX = 500;

  private static final Comparator<Memory> OLDER_FIRST =
      Comparator.<Memory, Instant>comparing(memory -> memory.times().createdAt())
          .thenComparingLong(memory -> memory.source().offset())
          .thenComparing(Memory::memoryId);

  private Consolidation() {}

  /**
   * The findings, the one kept longest first.
   *
   * @param memories of one subject, with their vectors, none of which was ever corrected
   * @param similarityMin the least cosine of two vectors
   */
  static List<Finding> of(List<Memory> memories, double similarityMin) {
    Map<Saying, List<Memory>> sayings = new LinkedHashMap<>();
    memories.stream()
        .filter(Consolidation::mayBeAbsorbed)
        .sorted(OLDER_FIRST)
        .forEach(memory ->
            sayings.computeIfAbsent(Saying.of(memory), _ -> new ArrayList<>()).add(memory));
    List<Finding> findings = new ArrayList<>();
    for (List<Memory> same : sayings.values()) {
      Memory keep = same.getLast();
      List<Memory> absorb =
          same.subList(0, same.size() - 1).stream()
              .filter(memory -> similarity(keep, memory) >= similarityMin)
              .toList();
      for (int from = 0; from < absorb.size(); from += ABSORBED_AT_ONCE_MAX) {
        int to = Math.min(absorb.size(), from + ABSORBED_AT_ONCE_MAX);
        findings.add(new Finding(keep, absorb.subList(from, to)));
      }
    }
    return findings;
  }

  private static boolean mayBeAbsorbed(Memory memory) {
    return memory.absorbedBy() == null
        && KINDS.contains(memory.kind())
        && memory.content().turn() == null
        && memory.embedding() != null;
  }

  /** Cosine; -1 where two models made the vectors. */
  static double similarity(Memory one, Memory other) {
    Embedding a = one.embedding();
    Embedding b = other.embedding();
    if (a == null || b == null || !a.model().equals(b.model())) {
      return -1;
    }
    float[] x = a.toFloats();
    float[] y = b.toFloats();
    double product = 0;
    double lengthX = 0;
    double lengthY = 0;
    for (int i = 0; i < x.length; i++) {
      product += (double) x[i] * y[i];
      lengthX += (double) x[i] * x[i];
      lengthY += (double) y[i] * y[i];
    }
    double lengths = Math.sqrt(lengthX * lengthY);
    return lengths == 0 ? -1 : product / lengths;
  }

  /**
   * All that must be equal.
   *
   * @param day it was said, where that matters
   */
  private record Saying(
      MemoryKind kind,
      Wording wording,
      List<LocalDate> dates,
      Map<String, Object> metadata,
      Voice voice,
      @Nullable LocalDate day) {

    static Saying of(Memory memory) {
      Memory.Content content = memory.content();
      Wording wording = Wording.of(content.text());
      return new Saying(
          memory.kind(),
          wording,
          content.dates(),
          content.metadata(),
          new Voice(content.speaker(), content.role(), content.conversation(), content.caption()),
          wording.isOfTheDay()
              ? LocalDate.ofInstant(memory.times().occurredAt(), ZoneOffset.UTC)
              : null);
    }
  }

  /** Who said it, and where. */
  private record Voice(
      @Nullable String speaker,
      @Nullable Role role,
      @Nullable String conversation,
      @Nullable String caption) {}
}
