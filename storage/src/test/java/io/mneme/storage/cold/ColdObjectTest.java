package io.mneme.storage.cold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Memories in an object are the memories that come out of it. */
final class ColdObjectTest {
  private static final YearMonth MAY = YearMonth.of(2026, 5);
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00.123456Z");
  private static final int DIMENSIONS = 384;

  private final Random random = new Random(26);

  @Test
  void what_is_packed_is_unpacked_whatever_of_it_is_missing() throws IOException {
    List<Memory> memories = List.of(full(0), bare(1));

    ColdObject object = ColdObject.of("acme", MAY, memories);

    assertThat(ColdObject.unpack(object.key(), object.bytes())).isEqualTo(memories);
    assertThat(object.key()).startsWith("cold/acme/2026-05/").endsWith(".parquet");
  }

  @Test
  void what_answers_for_an_absorbed_one_is_packed_too() throws IOException {
    Memory keep = full(0);
    Memory absorbed = bare(1).absorbedBy(keep.memoryId(), NOON);

    ColdObject object = ColdObject.of("acme", MAY, List.of(absorbed));

    assertThat(ColdObject.unpack(object.key(), object.bytes())).containsExactly(absorbed);
  }

  @Test
  void a_file_written_before_there_was_that_column_is_read() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/cold/before-absorbed-by.parquet")) {
      List<Memory> rows = ColdFile.unpack(Objects.requireNonNull(file).readAllBytes());

      assertThat(rows).extracting(row -> row.content().text()).containsExactly("row 0", "row 1");
      assertThat(rows).extracting(Memory::absorbedBy).containsOnlyNulls();
      assertThat(rows).extracting(row -> row.source().offset()).containsExactly(40L, 41L);
    }
  }

  @Test
  void the_same_memories_in_any_order_make_the_same_object() {
    List<Memory> memories = many(50);
    List<Memory> shuffled = new ArrayList<>(memories);
    Collections.shuffle(shuffled, random);

    ColdObject one = ColdObject.of("acme", MAY, memories);
    ColdObject other = ColdObject.of("acme", MAY, shuffled);

    assertThat(other.key()).isEqualTo(one.key());
    assertThat(other.bytes()).isEqualTo(one.bytes());
  }

  @Test
  void a_subjects_rows_lie_together_and_oldest_first() {
    List<Memory> rows = ColdObject.of("acme", MAY, many(50)).memories();

    for (int row = 1; row < rows.size(); row++) {
      Memory before = rows.get(row - 1);
      Memory after = rows.get(row);
      assertThat(before.user()).isLessThanOrEqualTo(after.user());
      if (before.user().equals(after.user())) {
        assertThat(before.times().occurredAt()).isBeforeOrEqualTo(after.times().occurredAt());
      }
    }
  }

  @Test
  void a_batch_is_cut_at_so_many_rows_and_at_so_much_text() {
    List<Memory> many = many(ColdObject.ROWS_MAX + 1);
    List<Memory> longOnes =
        List.of(text(0, "x".repeat(ColdObject.TEXT_CHARS_MAX)), text(1, "short"));

    assertThat(ColdObject.split("acme", MAY, many))
        .extracting(object -> object.memories().size())
        .containsExactly(ColdObject.ROWS_MAX, 1);
    assertThat(ColdObject.split("acme", MAY, longOnes)).hasSize(2);
  }

  @Test
  void any_damaged_byte_is_noticed() {
    ColdObject object = ColdObject.of("acme", MAY, many(3));

    for (int i = 0; i < 200; i++) {
      byte[] damaged = object.bytes().clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));

      assertThatThrownBy(() -> ColdObject.unpack(object.key(), damaged))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_file_that_is_no_object_is_refused_though_its_name_is_true() {
    byte[] bytes = "PAR1 this is none PAR1".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String key = "cold/acme/2026-05/" + ColdObject.sha256(bytes) + ".parquet";

    assertThatThrownBy(() -> ColdObject.unpack(key, bytes)).isInstanceOf(IOException.class);
  }

  private List<Memory> many(int count) {
    List<Memory> memories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      memories.add(full(i));
    }
    return memories;
  }

  private Memory full(int number) {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    float[] token = new float[Embedding.TOKEN_DIMENSIONS];
    for (int i = 0; i < token.length; i++) {
      token[i] = (float) random.nextGaussian();
    }
    return memory(
        number,
        new Memory.Content(
            "turn " + number + " is about ünïcode",
            "a picture",
            "Ada",
            Role.USER,
            "monday",
            number,
            Map.of("topic", "tea", "cups", 2, "score", 1.5),
            List.of("Ada", "Bob"),
            List.of(LocalDate.of(2026, 5, 4), LocalDate.of(1815, 12, 10))),
        Embedding.of("model/1", "hash" + number, vector, List.of(token, token)));
  }

  private static Memory bare(int number) {
    return text(number, "words");
  }

  private static Memory text(int number, String text) {
    return memory(
        number,
        new Memory.Content(text, null, null, null, null, null, Map.of(), List.of(), List.of()),
        null);
  }

  private static Memory memory(
      int number, Memory.Content content, @org.jspecify.annotations.Nullable Embedding embedding) {
    Instant time = NOON.plusSeconds(number);
    return new Memory(
        new UUID(7, number),
        "acme",
        "user" + number % 3 / 2,
        MemoryKind.EPISODIC,
        MemoryStatus.ACTIVE,
        Tier.COLD,
        3,
        content,
        new Memory.Times(time, time, time),
        new Memory.Source(new UUID(8, number), 0, 4, number),
        embedding);
  }
}
