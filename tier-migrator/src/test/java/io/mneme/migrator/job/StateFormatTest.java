package io.mneme.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.migrator.job.TierPolicies.Lane;
import io.mneme.migrator.job.TrackedMemory.Pending;
import io.mneme.migrator.job.TrackedMemory.Queue;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** The bytes on disk and in the changelogs: a job that was updated reads what the old one wrote. */
final class StateFormatTest {
  private static final Instant T = Instant.ofEpochMilli(0x0102030405060708L >> 16);
  private static final Lane SHARED_WARM = new Lane(Queue.WARM, null);
  private final TrackedMemorySerde serde = new TrackedMemorySerde();

  @Test
  void everyMemoryComesBackAsItWasWritten() {
    for (Tier tier : Tier.values()) {
      for (MemoryStatus status : MemoryStatus.values()) {
        assertReadBack(new TrackedMemory(tier, status, T, 0, null, null));
        assertReadBack(new TrackedMemory(tier, status, T, 7, T.plusMillis(1), null));
        assertReadBack(
            new TrackedMemory(tier, status, T, 7, null, new Pending(tier, T.plusMillis(2))));
      }
    }
  }

  @Test
  void theFormatIsTheReleasedOne() {
    TrackedMemory memory =
        new TrackedMemory(
            Tier.WARM,
            MemoryStatus.ARCHIVED,
            Instant.ofEpochMilli(1),
            2,
            Instant.ofEpochMilli(3),
            new Pending(Tier.COLD, Instant.ofEpochMilli(4)));

    byte[] bytes = serde.serializer().serialize("", memory);

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "010202"
                + "0000000000000001"
                + "00000002"
                + "0000000000000003"
                + "03"
                + "0000000000000004");
  }

  @Test
  void anotherFormatIsRefusedAndNotGuessedAt() {
    byte[] other = serde.serializer().serialize("", memory());
    other[0] = 2;

    assertThatThrownBy(() -> serde.deserializer().deserialize("", other))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("format 1");
  }

  @Test
  void aDueEntryComesBackAsItWasWritten() {
    DueEntry entry =
        new DueEntry(SHARED_WARM, T, "acme/üser/with/slash/" + new java.util.UUID(1, 2));
    DueEntry own = entry.in(new Lane(Queue.WARM, "acme"));

    assertThat(DueEntry.of(entry.toBytes())).isEqualTo(entry);
    assertThat(DueEntry.of(own.toBytes())).isEqualTo(own);
  }

  @Test
  void theEntriesAreWrittenAsReleased() {
    Instant one = Instant.ofEpochMilli(1);

    assertThat(hex(new DueEntry(SHARED_WARM, one, "k")))
        .isEqualTo("04" + "0000000000000001" + "6b");
    assertThat(hex(new DueEntry(new Lane(Queue.HOT, "ab"), one, "k")))
        .isEqualTo("05" + "616200" + "0000000000000001" + "6b");
  }

  private static String hex(DueEntry entry) {
    return HexFormat.of().formatHex(entry.toBytes().get());
  }

  @Test
  void theIndexIsOrderedByQueueThenByTheBeginningOfTheWait() {
    List<Bytes> expected = new ArrayList<>();
    for (Queue queue : Queue.values()) {
      Lane lane = new Lane(queue, null);
      expected.add(DueEntry.head(lane));
      expected.add(entry(lane, 0, "z").toBytes());
      expected.add(entry(lane, 255, "b").toBytes());
      expected.add(DueEntry.before(lane, Instant.ofEpochMilli(256)));
      expected.add(entry(lane, 256, "a").toBytes());
      expected.add(entry(lane, 1L << 40, "a").toBytes());
    }
    for (String tenant : List.of("acme", "acme-2")) {
      Lane own = new Lane(Queue.HOT, tenant);
      expected.add(DueEntry.head(own));
      expected.add(entry(own, 255, "b").toBytes());
      expected.add(DueEntry.before(own, Instant.ofEpochMilli(256)));
      expected.add(entry(own, 1L << 40, "a").toBytes());
    }
    List<Bytes> shuffled = new ArrayList<>(expected);
    Collections.reverse(shuffled);

    Collections.sort(shuffled);

    assertThat(shuffled).isEqualTo(expected);
  }

  private static DueEntry entry(Lane lane, long millis, String key) {
    return new DueEntry(lane, Instant.ofEpochMilli(millis), key);
  }

  private static TrackedMemory memory() {
    return new TrackedMemory(Tier.HOT, MemoryStatus.ACTIVE, T, 0, null, null);
  }

  private void assertReadBack(TrackedMemory memory) {
    byte[] bytes = serde.serializer().serialize("", memory);
    assertThat(bytes).hasSize(TrackedMemorySerde.BYTES);
    assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(memory);
  }
}
