package io.mneme.writer.consolidation;

import static io.mneme.writer.consolidation.Facts.BEGINNING;
import static io.mneme.writer.consolidation.Facts.content;
import static io.mneme.writer.consolidation.Facts.fact;
import static io.mneme.writer.consolidation.Facts.memory;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which memories are found to say the same. */
class ConsolidationTest {
  private static final double NEAR = 0.92;

  private static Embedding vector(Memory memory) {
    return Objects.requireNonNull(memory.embedding());
  }

  private static List<Finding> find(Memory... memories) {
    return Consolidation.of(List.of(memories), NEAR);
  }

  @Test
  void theLastOneSaidAnswersForTheOthers() {
    Memory first = fact(0, "User likes green tea");
    Memory other = fact(1, "User likes coffee");
    Memory second = fact(2, "The user likes green tea.");
    Memory third = fact(3, "user likes green tea");

    assertThat(find(first, other, second, third))
        .containsExactly(new Finding(third, List.of(first, second)));
  }

  @Test
  void theOrderTheyComeInMakesNoDifference() {
    List<Memory> memories = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      memories.add(fact(i, "User likes tea number " + i % 7));
    }
    List<Finding> findings = Consolidation.of(memories, NEAR);
    assertThat(findings).hasSize(7);

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(memories, new Random(seed));
      assertThat(Consolidation.of(memories, NEAR)).as("seed %d", seed).isEqualTo(findings);
    }
  }

  @Test
  void ofAStateThatChangedAndChangedBackTheLastTwoRemain() {
    Memory eighty = fact(0, "User weighs 80 kg");
    Memory more = fact(1, "User weighs 82 kg");
    Memory again = fact(2, "User weighs 80 kg");

    assertThat(find(eighty, more, again)).containsExactly(new Finding(again, List.of(eighty)));
  }

  @Test
  void equalWordsWhoseVectorsAreFarApartAreLeftAlone() {
    Memory one = fact(0, "User likes tea");
    Memory other = fact(1, "User likes tea");

    assertThat(find(one, other.with(Facts.pointing(other.content(), new Random(1))))).isEmpty();
  }

  @Test
  void nearVectorsOfOtherWordsAreLeftAlone() {
    Memory likes = fact(0, "User likes tea");
    Memory dislikes = fact(1, "User does not like tea");

    assertThat(find(likes, dislikes.with(vector(likes)))).isEmpty();
  }

  @Test
  void vectorsOfTwoModelsAreNotCompared() {
    Memory one = fact(0, "User likes tea");
    Memory other = fact(1, "User likes tea");
    Embedding vector = vector(other);
    Embedding elsewhere = Embedding.of("test/2", vector.contentHash(), vector.toFloats());

    assertThat(find(one, other.with(elsewhere))).isEmpty();
    assertThat(find(one, other.withoutVector())).isEmpty();
  }

  @Test
  void twoSpeakersSayTwoThings() {
    assertThat(
            find(
                memory(0, MemoryKind.SEMANTIC, content("I like tea", "Ann", Map.of()), BEGINNING),
                memory(1, MemoryKind.SEMANTIC, content("I like tea", "Bob", Map.of()), BEGINNING)))
        .isEmpty();
  }

  @Test
  void otherMetadataIsAnotherMemory() {
    assertThat(
            find(
                memory(
                    0, MemoryKind.SEMANTIC, content("Uses tabs", null, Map.of("p", 1)), BEGINNING),
                memory(
                    1, MemoryKind.SEMANTIC, content("Uses tabs", null, Map.of("p", 2)), BEGINNING)))
        .isEmpty();
  }

  @Test
  void aFactAndAHabitAreTwoThingsAndWhatHappenedTwiceHappenedTwice() {
    Memory fact = fact(0, "User drinks tea at five");
    Memory.Content content = content("User drinks tea at five", null, Map.of());
    Memory habit = memory(1, MemoryKind.PROCEDURAL, content, BEGINNING);
    Memory once = memory(2, MemoryKind.EPISODIC, content, BEGINNING);
    Memory twice = memory(3, MemoryKind.EPISODIC, content, BEGINNING);

    assertThat(find(fact, habit, once, twice)).isEmpty();
    assertThat(find(habit, memory(4, MemoryKind.PROCEDURAL, content, BEGINNING))).hasSize(1);
  }

  @Test
  void aTurnIsNeverTouched() {
    Memory.Content turn =
        new Memory.Content(
            "I like tea", null, "Ann", Role.USER, "c", 3, Map.of(), List.of(), List.of());

    assertThat(
            find(
                memory(0, MemoryKind.SEMANTIC, turn, BEGINNING),
                memory(1, MemoryKind.SEMANTIC, turn, BEGINNING)))
        .isEmpty();
  }

  @Test
  void theSameWordsThatNameAnotherDayAreAnotherFact() {
    assertThat(find(dated(0, "2026-01-04"), dated(1, "2026-01-05"))).isEmpty();
    assertThat(find(dated(0, "2026-01-04"), dated(1, "2026-01-04"))).hasSize(1);
  }

  private static Memory dated(int number, String day) {
    return memory(
        number,
        MemoryKind.SEMANTIC,
        new Memory.Content(
            "User saw the dentist",
            null,
            null,
            null,
            null,
            null,
            Map.of(),
            List.of(),
            List.of(LocalDate.parse(day))),
        BEGINNING);
  }

  @Test
  void whatIsTrueNowIsTheSameOnlyOnTheSameDay() {
    Memory.Content now = content("User is in Paris now", null, Map.of());
    Memory one = memory(0, MemoryKind.SEMANTIC, now, BEGINNING);

    assertThat(find(one, memory(1, MemoryKind.SEMANTIC, now, BEGINNING))).hasSize(1);
    assertThat(find(one, memory(1, MemoryKind.SEMANTIC, now, BEGINNING.plus(Duration.ofDays(30)))))
        .isEmpty();
  }

  @Test
  void whatAnotherAnswersForIsNoLongerLookedAt() {
    Memory one = fact(0, "User likes tea");
    Memory other = fact(1, "User likes tea");
    Memory absorbed = one.absorbedBy(other.memoryId(), BEGINNING).with(vector(one));

    assertThat(find(absorbed, other)).isEmpty();
  }

  @Test
  void whatWasSaidThousandsOfTimesTakesSeveralEvents() {
    List<Memory> memories = new ArrayList<>();
    for (int i = 0; i <= 2 * Consolidation.ABSORBED_AT_ONCE_MAX; i++) {
      memories.add(fact(i, "User likes tea"));
    }

    assertThat(Consolidation.of(memories, NEAR))
        .hasSize(2)
        .allSatisfy(finding -> {
          assertThat(finding.keep()).isEqualTo(memories.getLast());
          assertThat(finding.absorb()).hasSize(Consolidation.ABSORBED_AT_ONCE_MAX);
        });
  }

  @Test
  void theEventSaysWhatTheyWereJudgedBy() {
    Memory one = fact(0, "User likes tea");
    Memory other = fact(1, "User likes tea.");

    Intent.MemoriesConsolidated intent = find(one, other).getFirst().intent();

    assertThat(intent.keep())
        .isEqualTo(new Intent.Judged(other.memoryId(), EmbeddingText.hash(other.content())));
    assertThat(intent.absorb())
        .containsExactly(new Intent.Judged(one.memoryId(), EmbeddingText.hash(one.content())));
  }
}
