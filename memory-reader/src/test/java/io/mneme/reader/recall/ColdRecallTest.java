package io.mneme.reader.recall;

import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.Remembered;
import io.mneme.reader.World;
import io.mneme.reader.database.Need;
import io.mneme.reader.rank.Ranked;
import io.mneme.reader.recall.Degradation.Level;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What lies in the archive is found, read and ranked with the rest; what cannot be read is told.
 */
final class ColdRecallTest {
  private static final String QUESTION = "Mira drinks green tea";

  private final World world = new World();
  private final Remembered hot = Remembered.text("Mira has a dog").offset(1);
  private final Remembered cold =
      Remembered.text(QUESTION).offset(2).in(Tier.COLD).with(Map.of("topic", "tea"));
  private final Remembered other = Remembered.text("It rains").offset(3).in(Tier.COLD);
  private Reading reading = new Reading(new Consistency.None(), new Need.Recent(), null);

  @BeforeEach
  void remember() {
    world.store.remember(hot, cold, other);
    world.cache.revisions.put(MIRA, 3L);
  }

  @Test
  void a_cold_memory_is_found_by_its_meaning_and_answered_whole() {
    List<Memory> memories = recall(MemoryFilter.ALL);

    assertThat(memories.getFirst().content()).isEqualTo(cold.memory().content());
    assertThat(memories).hasSize(3);
    assertThat(reading.degradation().level()).isEqualTo(Level.L0);
  }

  @Test
  void nothing_is_read_from_the_archive_for_a_question_that_leaves_it_out() {
    List<Memory> memories =
        recall(new MemoryFilter(null, null, null, null, Map.of(), Set.of(Tier.HOT, Tier.WARM)));

    assertThat(memories).extracting(Memory::memoryId).containsExactly(hot.id());
    assertThat(world.store.thawed).isEmpty();
  }

  @Test
  void metadata_that_lie_in_the_archive_are_filtered_by_when_they_are_read() {
    List<Memory> memories =
        recall(new MemoryFilter(null, null, null, null, Map.of("topic", "tea"), Set.of()));

    assertThat(memories).extracting(Memory::memoryId).containsExactly(cold.id());
  }

  @Test
  void a_lost_memory_is_named_and_the_others_answer() {
    world.store.lost.add(cold.id());

    List<Memory> memories = recall(MemoryFilter.ALL);

    assertThat(memories)
        .extracting(Memory::memoryId)
        .containsExactlyInAnyOrder(hot.id(), other.id());
    assertThat(reading.lost()).extracting(Memory::memoryId).containsExactly(cold.id());
    assertThat(reading.degradation().level()).isEqualTo(Level.L1);
    assertThat(reading.degradation().notices()).singleElement().asString().contains("lost");
  }

  @Test
  void an_archive_that_does_not_answer_in_time_is_told_of_and_nothing_is_called_lost() {
    world.store.late = true;

    List<Memory> memories = recall(MemoryFilter.ALL);

    assertThat(memories).extracting(Memory::memoryId).containsExactly(hot.id());
    assertThat(reading.lost()).isEmpty();
    assertThat(reading.degradation().notices()).singleElement().asString().contains("in time");
  }

  @Test
  void without_a_meaning_nothing_cold_is_found_and_the_answer_says_so() {
    world.embedderDown = true;

    assertThat(recall(MemoryFilter.ALL)).extracting(Memory::memoryId).containsExactly(hot.id());
    assertThat(reading.degradation().notices())
        .singleElement()
        .asString()
        .contains("cold ones not at all");
  }

  @Test
  void a_memory_that_rose_again_is_answered_from_the_pack_alone() {
    recall(MemoryFilter.ALL);
    world.store.thawed.clear();
    world.store.remember(cold.in(Tier.HOT), other.in(Tier.HOT));
    world.cache.revisions.put(MIRA, 5L);

    assertThat(recall(MemoryFilter.ALL)).hasSize(3);
    assertThat(world.store.thawed).isEmpty();
  }

  private List<Memory> recall(MemoryFilter filter) {
    reading = new Reading(new Consistency.None(), new Need.Recent(), null);
    Recall recall = new Recall(List.of(MIRA), QUESTION, 10, filter, filter.withoutMetadata());
    return world.recaller.recall(recall, reading).stream().map(Ranked::memory).toList();
  }
}
