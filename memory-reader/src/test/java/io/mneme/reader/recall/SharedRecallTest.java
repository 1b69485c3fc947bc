package io.mneme.reader.recall;

import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.reader.Remembered;
import io.mneme.reader.World;
import io.mneme.reader.database.Need;
import io.mneme.reader.rank.Ranked;
import io.mneme.reader.recall.Degradation.Level;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One answer from a user's memories and from those that are known to more than one user. */
class SharedRecallTest {
  private static final Subject SHARED = MemoryScope.SHARED.subject("acme", "");
  private static final Subject GLOBAL = MemoryScope.GLOBAL.subject("acme", "");
  private static final String QUESTION = "Which green tea does the shop sell?";
  private static final String SENCHA = "The shop sells green tea from Uji";

  private final World world = new World();
  private Reading reading = now();

  @BeforeEach
  void remember() {
    world.store.remember(Remembered.text("Mira walks the dog at noon").offset(0));
    world.store.remember(Remembered.text("Mira drinks green tea").offset(1));
    world.store.remember(Remembered.text(SENCHA).of(SHARED).offset(2));
    world.store.remember(Remembered.text("Tea is grown in fifty countries").of(GLOBAL).offset(3));
  }

  @Test
  void theBestOfAllScopesStandInOneListAndEachNamesItsOwn() {
    List<Ranked> found = recall(MIRA, SHARED, GLOBAL);

    assertThat(found)
        .extracting(ranked -> ranked.memory().scope())
        .containsExactlyInAnyOrder(
            MemoryScope.PRIVATE, MemoryScope.PRIVATE, MemoryScope.SHARED, MemoryScope.GLOBAL);
    assertThat(found.getFirst().memory().content().text()).isEqualTo(SENCHA);
    assertThat(found).extracting(Ranked::score).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(reading.degradation().level()).isEqualTo(Level.L0);
    assertThat(world.asked).hasSize(1);
  }

  @Test
  void onlyTheScopesThatAreAskedForAreRead() {
    assertThat(texts(MIRA)).noneMatch(text -> text.equals(SENCHA));
    assertThat(texts(SHARED)).containsExactly(SENCHA);
  }

  @Test
  void aTenantNeverSeesWhatAnotherShares() {
    Subject elsewhere = MemoryScope.SHARED.subject("zeta", "");

    assertThat(texts(new Subject("zeta", "mira"), elsewhere)).isEmpty();
  }

  @Test
  void aFilterAppliesToEveryScopeBeforeTheRanking() {
    for (int i = 0; i < 30; i++) {
      world.store.remember(Remembered.text("green tea " + i).offset(10 + i));
    }
    world.store.remember(
        Remembered.text("cups").of(SHARED).with(Map.of("topic", "shop")).offset(50));
    MemoryFilter filter =
        new MemoryFilter(null, null, null, null, Map.of("topic", "shop"), Set.of());

    assertThat(
            world.recaller.recall(new Recall(List.of(MIRA, SHARED), QUESTION, 3, filter), reading))
        .extracting(ranked -> ranked.memory().content().text())
        .containsExactly("cups");
  }

  @Test
  void aSharedMemoryIsOneAmongThemHoweverMuchTheUserRemembers() {
    for (int i = 0; i < 200; i++) {
      world.store.remember(Remembered.text("Mira wrote note " + i).offset(10 + i));
    }

    assertThat(texts(MIRA, SHARED).getFirst()).isEqualTo(SENCHA);
  }

  @Test
  void whatIsSharedAndCannotBeReadIsLeftOutAndSaid() {
    recall(MIRA);
    world.cache.revisions.put(MIRA, 2L);
    world.store.down = true;

    assertThat(texts(MIRA, SHARED)).contains("Mira drinks green tea").doesNotContain(SENCHA);
    assertThat(reading.degradation().level()).isEqualTo(Level.L3);
    assertThat(reading.degradation().notices())
        .anyMatch(notice -> notice.contains("more than one user"));
  }

  @Test
  void aScopeThatWasKnownToHoldNothingIsNotMissedWhilePostgresIsAway() {
    Subject silent = MemoryScope.SHARED.subject("zeta", "");
    recall(MIRA, silent);
    world.store.down = true;

    assertThat(texts(MIRA, silent)).hasSize(2);
    assertThat(reading.degradation().level()).isEqualTo(Level.L2);
  }

  @Test
  void whatTheUserAloneKnowsIsNeverSilentlyMissing() {
    recall(SHARED);
    world.cache.revisions.put(SHARED, 1L);
    world.store.down = true;

    assertThatThrownBy(() -> recall(MIRA, SHARED)).isInstanceOf(NothingAnswers.class);
  }

  @Test
  void ownWritesToAScopeAreReadByTheirPosition() {
    recall(MIRA, SHARED);
    world.cache.revisions.put(SHARED, 1L);
    world.store.remember(Remembered.text("The shop is closed today").of(SHARED).offset(7));
    world.store.progress = Map.of(0, 8L);

    reading = world.reads.begin(List.of(new Position(0, 7)));

    assertThat(texts(recalled(reading, MIRA, SHARED))).contains("The shop is closed today");
    assertThat(reading.consistency().word()).isEqualTo("applied");
  }

  @Test
  void aScopeThatIsOnlyHeldTakesTheClaimOfOwnWritesBack() {
    recall(MIRA, SHARED);
    world.store.progress = Map.of(0, 8L);
    reading = world.reads.begin(List.of(new Position(0, 7)));

    world.store.down = true;

    assertThat(texts(recalled(reading, MIRA, SHARED))).contains(SENCHA);
    assertThat(reading.consistency().word()).isEqualTo("stale");
  }

  @Test
  void thePastIsAskedOfEveryScope() {
    reading =
        new Reading(
            new Consistency.None(), new Need.Recent(), Instant.parse("2026-06-01T00:00:00Z"));

    assertThat(texts(recalled(reading, MIRA, SHARED)))
        .containsExactlyInAnyOrder("Mira walks the dog at noon", "Mira drinks green tea", SENCHA);
  }

  @Test
  void whatWasServedIsToldOfEachOwner() {
    List<Subject> told = new ArrayList<>();
    ServedLog log = (subject, _) -> told.add(subject);

    log.served(recall(MIRA, SHARED).stream().map(Ranked::memory).toList());

    assertThat(told).containsExactlyInAnyOrder(MIRA, SHARED);
  }

  private List<Ranked> recall(Subject... owners) {
    reading = now();
    return recalled(reading, owners);
  }

  private List<Ranked> recalled(Reading with, Subject... owners) {
    return world.recaller.recall(new Recall(List.of(owners), QUESTION, 10, MemoryFilter.ALL), with);
  }

  private List<String> texts(Subject... owners) {
    return texts(recall(owners));
  }

  private static List<String> texts(List<Ranked> ranked) {
    return ranked.stream()
        .map(Ranked::memory)
        .map(Memory::content)
        .map(Memory.Content::text)
        .toList();
  }

  private static Reading now() {
    return new Reading(new Consistency.None(), new Need.Recent(), null);
  }
}
