package io.mneme.writer.derive;

import static io.mneme.writer.Events.ACCEPTED_AT;
import static io.mneme.writer.Events.ANN;
import static io.mneme.writer.Events.BOB;
import static io.mneme.writer.Events.OCCURRED_AT;
import static io.mneme.writer.Events.asserted;
import static io.mneme.writer.Events.corrected;
import static io.mneme.writer.Events.erased;
import static io.mneme.writer.Events.forgotten;
import static io.mneme.writer.Events.id;
import static io.mneme.writer.Events.touched;
import static io.mneme.writer.Events.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Ids;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.StateQuery.Conversation;
import io.mneme.writer.derive.Placed.Way;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeriverTest {
  private final Stored stored = new Stored();
  private int offset;

  @Test
  void aTurnBecomesOneEpisodicMemoryOfItsEvent() {
    Derived derived = take(turn(ANN, "e1", "c1", "Yesterday I met Caroline in Paris"));

    Memory memory = onlyMemory();
    assertThat(memory.memoryId()).isEqualTo(Ids.memory(ANN, id("e1"), 0));
    assertThat(memory.subject()).isEqualTo(ANN);
    assertThat(memory.kind()).isEqualTo(MemoryKind.EPISODIC);
    assertThat(memory.status()).isEqualTo(MemoryStatus.ACTIVE);
    assertThat(memory.tier()).isEqualTo(Tier.HOT);
    assertThat(memory.version()).isEqualTo(1);
    assertThat(memory.times()).isEqualTo(new Memory.Times(OCCURRED_AT, ACCEPTED_AT, ACCEPTED_AT));
    assertThat(memory.source()).isEqualTo(new Memory.Source(id("e1"), 0, 3, 0));
    assertThat(memory.content().text()).isEqualTo("Yesterday I met Caroline in Paris");
    assertThat(memory.content().speaker()).isEqualTo("Ann");
    assertThat(memory.content().role()).isEqualTo(Role.USER);
    assertThat(memory.content().conversation()).isEqualTo("c1");
    assertThat(memory.content().turn()).isZero();
    assertThat(memory.content().metadata()).isEqualTo(Map.of("mood", 1));
    assertThat(memory.content().entities()).containsExactly("Caroline", "Paris");
    assertThat(memory.content().dates()).containsExactly(LocalDate.parse("2023-05-07"));
    assertThat(memory.embedding()).isNull();
    assertThat(derived.turns()).isEqualTo(Map.of(new Conversation(ANN, "c1"), 1));
  }

  @Test
  void turnsAreNumberedInTheirConversationAcrossBatches() {
    take(
        turn(ANN, "e1", "c1", "one"), turn(ANN, "e2", "c2", "other"), turn(ANN, "e3", "c1", "two"));

    take(turn(ANN, "e4", "c1", "three"), turn(BOB, "e5", "c1", "his"));

    assertThat(memory(ANN, "e3").content().turn()).isEqualTo(1);
    assertThat(memory(ANN, "e4").content().turn()).isEqualTo(2);
    assertThat(memory(ANN, "e2").content().turn()).isZero();
    assertThat(memory(BOB, "e5").content().turn()).isZero();
  }

  @Test
  void anAssertedMemoryKeepsItsKindAndHasNoConversation() {
    Derived derived = take(asserted(ANN, "e1", "She lives in Oslo"));

    Memory memory = onlyMemory();
    assertThat(memory.kind()).isEqualTo(MemoryKind.SEMANTIC);
    assertThat(memory.content().conversation()).isNull();
    assertThat(memory.content().turn()).isNull();
    assertThat(memory.content().entities()).containsExactly("Oslo");
    assertThat(memory.content().metadata()).isEqualTo(Map.of("by", "test"));
    assertThat(derived.turns()).isEmpty();
  }

  @Test
  void aCorrectionIsTheNextVersionAndKeepsTheProvenance() {
    take(turn(ANN, "e1", "c1", "I live in Oslo"));
    Memory before = onlyMemory();

    Derived derived = take(corrected(ANN, "e2", before.memoryId(), "I live in Bergen since today"));

    Memory after = onlyMemory();
    assertThat(derived.changes())
        .containsExactly(new Change.Revise(new Position(3, 1), after, before));
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.source()).isEqualTo(before.source());
    assertThat(after.times().createdAt()).isEqualTo(before.times().createdAt());
    assertThat(after.content().turn()).isEqualTo(before.content().turn());
    assertThat(after.content().speaker()).isEqualTo("Ann");
    assertThat(after.content().text()).isEqualTo("I live in Bergen since today");
    assertThat(after.content().entities()).containsExactly("Bergen");
    assertThat(after.content().dates()).containsExactly(LocalDate.parse("2023-05-08"));
  }

  @Test
  void aCorrectionSeesTheMemoryBornBeforeItInTheSameBatch() {
    UUID memoryId = Ids.memory(ANN, id("e1"), 0);

    take(turn(ANN, "e1", "c1", "wrong"), corrected(ANN, "e2", memoryId, "right"));

    assertThat(onlyMemory().content().text()).isEqualTo("right");
    assertThat(onlyMemory().version()).isEqualTo(2);
  }

  @Test
  void aCorrectionOfAnUnknownMemoryIsRefusedAndItsNeighboursPass() {
    UUID nobodys = id("nobody's");

    Derived derived =
        take(
            turn(ANN, "e1", "c1", "one"),
            corrected(ANN, "e2", nobodys, "what?"),
            turn(ANN, "e3", "c1", "two"));

    assertThat(derived.refusals()).hasSize(1);
    assertThat(derived.refusals().getFirst().position()).isEqualTo(new Position(3, 1));
    assertThat(derived.refusals().getFirst().cause()).contains(nobodys.toString());
    assertThat(derived.ledger()).hasSize(2);
    assertThat(stored.memories).hasSize(2);
  }

  @Test
  void nobodyCorrectsOrForgetsTheMemoryOfAnother() {
    take(turn(ANN, "e1", "c1", "mine"));
    UUID anns = onlyMemory().memoryId();

    Derived derived = take(corrected(BOB, "e2", anns, "ha"), forgotten(BOB, "e3", anns));

    assertThat(derived.refusals()).hasSize(1);
    assertThat(derived.changes()).isEmpty();
    assertThat(onlyMemory().content().text()).isEqualTo("mine");
  }

  @Test
  void aForgottenMemoryIsGone() {
    take(turn(ANN, "e1", "c1", "secret"), turn(ANN, "e2", "c1", "harmless"));

    take(forgotten(ANN, "e3", Ids.memory(ANN, id("e1"), 0)));

    assertThat(onlyMemory().content().text()).isEqualTo("harmless");
  }

  @Test
  void forgettingWhatIsNotThereIsDoneAndHasNoEffect() {
    Derived derived = take(forgotten(ANN, "e1", id("nothing")));

    assertThat(derived.changes()).isEmpty();
    assertThat(derived.refusals()).isEmpty();
    assertThat(derived.ledger()).hasSize(1);
  }

  @Test
  void aForgottenMemoryCannotBeCorrectedAnyMore() {
    UUID memoryId = Ids.memory(ANN, id("e1"), 0);

    Derived derived =
        take(
            turn(ANN, "e1", "c1", "secret"),
            forgotten(ANN, "e2", memoryId),
            corrected(ANN, "e3", memoryId, "secret again"));

    assertThat(derived.refusals()).hasSize(1);
    assertThat(stored.memories).isEmpty();
  }

  @Test
  void aTouchedSessionIsKeptWithTheTimeItWasAccepted() {
    Derived derived = take(touched(ANN, "e1", "s1", 7));

    assertThat(derived.sessions()).hasSize(1);
    assertThat(derived.sessions().getFirst().session()).isEqualTo("s1");
    assertThat(derived.sessions().getFirst().state()).isEqualTo(Map.of("value", 7));
    assertThat(derived.sessions().getFirst().touchedAt()).isEqualTo(ACCEPTED_AT);
    assertThat(derived.changes()).isEmpty();
  }

  @Test
  void anErasureForgetsAllOfTheSubjectAndNothingOfAnother() {
    take(turn(ANN, "e1", "c1", "stored"), turn(BOB, "e2", "c1", "his"));

    Derived derived =
        take(
            turn(ANN, "e3", "c1", "of the same batch"),
            touched(ANN, "e4", "s1", 1),
            erased(ANN, "e5", "request"));

    assertThat(onlyMemory().subject()).isEqualTo(BOB);
    assertThat(derived.sessions()).isEmpty();
    assertThat(derived.turns()).isEmpty();
    assertThat(derived.erasures()).hasSize(1);
  }

  @Test
  void aSubjectBeginsAnewAfterItsErasure() {
    take(turn(ANN, "e1", "c1", "before"));

    Derived derived =
        take(
            erased(ANN, "e2", null),
            turn(ANN, "e3", "c1", "after"),
            touched(ANN, "e4", "s1", 2),
            corrected(ANN, "e5", Ids.memory(ANN, id("e1"), 0), "undead"));

    assertThat(onlyMemory().content().text()).isEqualTo("after");
    assertThat(onlyMemory().content().turn()).isZero();
    assertThat(derived.turns()).isEqualTo(Map.of(new Conversation(ANN, "c1"), 1));
    assertThat(derived.sessions()).hasSize(1);
    assertThat(derived.refusals()).hasSize(1);
  }

  @Test
  void anEventSeenBeforeHasNoFurtherEffect() {
    Event event = turn(ANN, "e1", "c1", "once");
    take(event, event);

    Derived again = take(event);

    assertThat(again.duplicates()).isEqualTo(1);
    assertThat(again.ledger()).isEmpty();
    assertThat(again.changes()).isEmpty();
    assertThat(stored.memories).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void theSameLogGivesByteIdenticalMemoriesHoweverItIsCutIntoBatches(long seed) {
    List<Placed> log = log(new Random(seed), 300);
    Stored atOnce = new Stored();
    atOnce.take(log);

    Random cuts = new Random(seed + 1);
    for (int from = 0; from < log.size(); ) {
      int to = Math.min(log.size(), from + 1 + cuts.nextInt(40));
      stored.take(log.subList(from, to));
      from = to;
    }

    assertThat(bytes(stored)).as("seed %d", seed).isEqualTo(bytes(atOnce)).isNotEmpty();
  }

  @Test
  void whatWaitedWithAnImportUntilItsSubjectWasErasedIsVoid() {
    Placed early = new Placed(asserted(ANN, "i1", "before"), new Position(3, 0), Way.IMPORTED);
    Placed erasure = new Placed(erased(ANN, "e", null), new Position(3, 1));
    Placed late = new Placed(asserted(ANN, "i2", "late"), new Position(3, 2), Way.IMPORTED);
    Placed direct = new Placed(asserted(ANN, "d", "direct"), new Position(3, 3));
    Placed other = new Placed(asserted(BOB, "i3", "bob's"), new Position(3, 4), Way.IMPORTED);

    Derived together = stored.take(List.of(early, erasure, late, direct, other));

    assertThat(together.ledger()).hasSize(5);
    assertThat(stored.memories.values())
        .extracting(memory -> memory.content().text())
        .containsExactlyInAnyOrder("direct", "bob's");
  }

  private static List<Placed> log(Random random, int events) {
    List<Placed> log = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      Subject subject = random.nextBoolean() ? ANN : BOB;
      String name = "e" + (random.nextInt(10) == 0 ? random.nextInt(i + 1) : i);
      UUID someMemory = Ids.memory(subject, id("e" + random.nextInt(i + 1)), 0);
      Event event =
          switch (random.nextInt(12)) {
            case 0 -> forgotten(subject, name, someMemory);
            case 1, 2 -> corrected(subject, name, someMemory, "Right " + i + " since last week");
            case 3 -> asserted(subject, name, "It is in Oslo, number " + i);
            case 4 -> touched(subject, name, "s", i);
            case 5 ->
                random.nextInt(8) == 0
                    ? erased(subject, name, null)
                    : turn(subject, name, "c1", "t");
            default -> turn(subject, name, "c" + random.nextInt(3), "Met Mel yesterday, " + i);
          };
      log.add(new Placed(event, new Position(0, i)));
    }
    return log;
  }

  private static List<String> bytes(Stored stored) {
    return stored.memories.values().stream()
        .map(memory -> new String(Json.write(memory), StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  private Derived take(Event... events) {
    List<Placed> batch = new ArrayList<>();
    for (Event event : events) {
      batch.add(new Placed(event, new Position(3, offset++)));
    }
    return stored.take(batch);
  }

  private Memory onlyMemory() {
    assertThat(stored.memories).hasSize(1);
    return stored.memories.values().iterator().next();
  }

  private Memory memory(Subject subject, String event) {
    return stored.memories.values().stream()
        .filter(memory -> memory.memoryId().equals(Ids.memory(subject, id(event), 0)))
        .findFirst()
        .orElseThrow();
  }
}
