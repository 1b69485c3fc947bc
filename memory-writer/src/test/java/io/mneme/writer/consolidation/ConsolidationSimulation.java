package io.mneme.writer.consolidation;

import static io.mneme.writer.Events.asserted;
import static io.mneme.writer.Events.corrected;
import static io.mneme.writer.Events.erased;
import static io.mneme.writer.Events.forgotten;
import static io.mneme.writer.Events.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Ids;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.writer.Events;
import io.mneme.writer.derive.Placed;
import io.mneme.writer.derive.Stored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Facts are asserted, corrected, forgotten, erased and consolidated in any order, judgements come
 * late and twice, and the same log without its consolidations runs beside it: what that one
 * remembers is remembered here, by itself or by one that says the same.
 */
class ConsolidationSimulation {
  private static final long SEEDS = 10;
  private static final int EVENTS = 250;
  private static final double NEAR = 0.92;
  private static final List<Subject> SUBJECTS =
      List.of(new Subject("acme", "ann"), new Subject("acme", "bob"));
  private static final List<String> TEXTS =
      List.of(
          "User likes tea",
          "The user likes tea.",
          "user also likes tea",
          "User does not like tea",
          "User doesn't like tea",
          "User has two cats",
          "User has 2 cats.",
          "User has three cats",
          "Anna is taller than Ben",
          "Ben is taller than Anna",
          "User was born on 3 May 1990",
          "User was born on 4 May 1990");

  /** {@code -Dmneme.seed=42} repeats one run, {@code -Dmneme.seeds=1000} makes more of them. */
  static LongStream seeds() {
    String seed = System.getProperty("mneme.seed");
    return seed == null
        ? LongStream.rangeClosed(1, Long.getLong("mneme.seeds", SEEDS))
        : LongStream.of(Long.parseLong(seed));
  }

  @ParameterizedTest(name = "mneme.seed={0}")
  @MethodSource("seeds")
  void nothingIsLostWhateverComesInWhateverOrder(long seed) {
    World world = new World(seed);

    world.run();

    world.checkReplay();
    assertThat(world.absorptions).as("a run without a consolidation proves nothing").isPositive();
  }

  private static final class World {
    private final Random random;
    private final List<Placed> log = new ArrayList<>();
    private final Stored stored = new Stored();
    private final Stored plain = new Stored();
    private final List<Event> judged = new ArrayList<>();
    private final Set<UUID> corrected = new HashSet<>();
    private final Set<UUID> wentWithAnother = new HashSet<>();
    private int absorptions;

    World(long seed) {
      this.random = new Random(seed);
    }

    void run() {
      for (int i = 0; i < EVENTS; i++) {
        Subject subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        UUID some = Ids.memory(subject, id("e" + random.nextInt(i + 1)), 0);
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        switch (random.nextInt(20)) {
          case 0, 1 -> take(forgotten(subject, "e" + i, some));
          case 2, 3 -> take(corrected(subject, "e" + i, some, text));
          case 4, 5, 6 -> judge(subject, i);
          case 7, 8, 9 -> takeJudged();
          case 10 -> takeErasure(subject, i);
          default -> take(asserted(subject, "e" + i, text));
        }
        check();
      }
    }

    private void takeErasure(Subject subject, int number) {
      if (random.nextInt(6) == 0) {
        take(erased(subject, "e" + number, null));
      }
    }

    /** What is judged now stands in the log later, sometimes twice. */
    private void judge(Subject subject, int number) {
      List<Memory> candidates =
          stored.memories.values().stream()
              .filter(memory -> memory.subject().equals(subject))
              .filter(memory -> !corrected.contains(memory.memoryId()))
              .map(memory ->
                  memory.with(
                      Facts.pointing(
                          memory.content(),
                          new Random(Wording.of(memory.content().text()).hashCode()))))
              .toList();
      for (Finding finding : Consolidation.of(candidates, NEAR)) {
        judged.add(Events.of(subject, "j" + number + finding.keep().memoryId(), finding.intent()));
        if (random.nextInt(4) == 0) {
          judged.add(
              Events.of(subject, "t" + number + finding.keep().memoryId(), finding.intent()));
        }
      }
    }

    private void takeJudged() {
      if (!judged.isEmpty()) {
        take(judged.remove(random.nextInt(judged.size())));
      }
    }

    private void take(Event event) {
      switch (event.intent()) {
        case Intent.MemoryCorrected correction -> corrected.add(correction.memoryId());
        case Intent.MemoryForgotten forgetting ->
            wentWithAnother.addAll(answeredForBy(event.subject(), forgetting.memoryId()));
        default -> {}
      }
      Placed placed = new Placed(event, new Position(0, log.size()));
      log.add(placed);
      int before = absorbed();
      stored.take(List.of(placed));
      absorptions += Math.max(0, absorbed() - before);
      if (!(event.intent() instanceof Intent.MemoriesConsolidated)) {
        plain.take(List.of(placed));
      }
    }

    private int absorbed() {
      return (int)
          stored.memories.values().stream().filter(memory -> memory.absorbedBy() != null).count();
    }

    private List<UUID> answeredForBy(Subject subject, UUID memoryId) {
      return stored.memories.values().stream()
          .filter(memory -> memory.subject().equals(subject) && memory.absorbedBy() != null)
          .filter(
              memory -> answerOf(memory).memoryId().equals(memoryId) || isAbove(memory, memoryId))
          .map(Memory::memoryId)
          .toList();
    }

    private boolean isAbove(Memory memory, UUID memoryId) {
      for (Memory next = memory; next.absorbedBy() != null; next = absorber(next)) {
        if (memoryId.equals(next.absorbedBy())) {
          return true;
        }
      }
      return false;
    }

    private Memory answerOf(Memory memory) {
      Memory answer = memory;
      while (answer.absorbedBy() != null) {
        answer = absorber(answer);
      }
      return answer;
    }

    private Memory absorber(Memory memory) {
      UUID by = Objects.requireNonNull(memory.absorbedBy());
      return Objects.requireNonNull(
          stored.memories.get(new MemoryKey(memory.subject(), by)),
          "nobody answers for " + memory.memoryId());
    }

    /** Every step. */
    private void check() {
      assertThat(plain.memories.keySet()).containsAll(stored.memories.keySet());
      for (Map.Entry<MemoryKey, Memory> entry : plain.memories.entrySet()) {
        Memory without = entry.getValue();
        Memory memory = stored.memories.get(entry.getKey());
        if (memory == null) {
          assertThat(wentWithAnother).contains(without.memoryId());
        } else {
          check(memory, without);
        }
      }
    }

    private void check(Memory memory, Memory without) {
      assertThat(memory.content()).isEqualTo(without.content());
      assertThat(memory.source()).isEqualTo(without.source());
      Memory answer = answerOf(memory);
      assertThat(answer.status()).isEqualTo(MemoryStatus.ACTIVE);
      assertThat(memory.status() == MemoryStatus.ARCHIVED).isEqualTo(memory.absorbedBy() != null);
      if (!corrected.contains(answer.memoryId())) {
        assertThat(Wording.of(answer.content().text()))
            .isEqualTo(Wording.of(memory.content().text()));
      }
    }

    /** However the log is cut, and however often it is read. */
    void checkReplay() {
      Stored replayed = new Stored();
      for (int from = 0; from < log.size(); ) {
        int to = Math.min(log.size(), from + 1 + random.nextInt(40));
        replayed.take(log.subList(from, to));
        from = to;
      }
      replayed.take(log);
      assertThat(bytes(replayed)).isEqualTo(bytes(stored));
    }

    private static List<String> bytes(Stored of) {
      return of.memories.values().stream()
          .map(memory -> new String(Json.write(memory), StandardCharsets.UTF_8))
          .sorted()
          .toList();
    }
  }
}
