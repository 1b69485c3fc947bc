package io.mneme.reader.context;

import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.platform.Outage;
import io.mneme.reader.Remembered;
import io.mneme.reader.World;
import io.mneme.reader.context.Contexts.Wanted;
import io.mneme.reader.recall.Reading;
import io.mneme.reader.tail.EventTail;
import io.mneme.reader.tail.Tail;
import io.mneme.reader.tail.Tail.Extent;
import io.mneme.reader.tail.Tails;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Memory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns that are in the log and not derived yet, in a context. */
class ContextTailTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final World world = new World(Duration.ZERO);
  private final FakeTail log = new FakeTail();
  private final Contexts contexts =
      new Contexts(world.reads, world.recaller, new Tails(world.databases, log));

  @BeforeEach
  void remember() {
    world.store.remember(Remembered.text("said before").turn("c", 0));
    world.store.progress = Map.of(0, 5L);
    log.events.add(turn("c", "just said"));
  }

  @Test
  void whoDoesNotAskForTheTailIsAnsweredWithoutIt() {
    Context context = contexts.of(wanted("c", false), world.reads.begin(List.of()));

    assertThat(texts(context)).containsExactly("said before");
    assertThat(context.tail()).isEmpty();
    assertThat(log.asked).isNull();
  }

  @Test
  void whoAsksSeesWhatIsBehindTheWritersProgressAndWhichThatIs() {
    Context context = contexts.of(wanted("c", true), world.reads.begin(List.of()));

    assertThat(texts(context)).containsExactly("said before", "just said");
    assertThat(context.working()).extracting(context::isDerived).containsExactly(true, false);
    assertThat(context.text()).contains("just said");
    assertThat(log.asked).isEqualTo(Map.of(0, 5L));
    assertThat(context.tail()).map(Tail::extent).contains(Extent.WHOLE);
  }

  @Test
  void aStaleAnswerHasTheTailAnyway() {
    Reading stale = world.reads.begin(List.of(new Position(0, 9)));

    assertThat(texts(contexts.of(wanted("c", false), stale)))
        .containsExactly("said before", "just said");
  }

  @Test
  void anAppliedAnswerNeedsNone() {
    Reading applied = world.reads.begin(List.of(new Position(0, 4)));

    assertThat(texts(contexts.of(wanted("c", true), applied))).containsExactly("said before");
    assertThat(log.asked).isNull();
  }

  @Test
  void aTurnThatIsDerivedMeanwhileIsShownOnceAndAsDerived() {
    Memory turn = Remembered.text("just said").turn("c", 1).offset(6).memory();
    log.events.add(
        new EventTail.Told(
            new Event(
                turn.source().eventId(),
                MIRA.tenant(),
                MIRA.user(),
                NOW,
                NOW,
                new Intent.TurnRecorded("c", Role.USER, null, "just said", null, Map.of())),
            new Position(0, 6)));
    log.events.removeFirst();
    world.store.remember(Remembered.text("just said").turn("c", 1).offset(6));

    Context context = contexts.of(wanted("c", true), world.reads.begin(List.of()));

    assertThat(texts(context)).containsExactly("said before", "just said");
    assertThat(context.working()).allMatch(context::isDerived);
  }

  @Test
  void withoutTheLogTheAnswerIsThatOfBeforeAndSaysSo() {
    log.down = true;

    Context context = contexts.of(wanted("c", true), world.reads.begin(List.of()));

    assertThat(texts(context)).containsExactly("said before");
    assertThat(context.tail()).map(Tail::extent).contains(Extent.UNREAD);
  }

  @Test
  void aDatabaseThatDoesNotSayInTimeWhatIsAppliedHoldsNobodyUp() {
    world.cache.turns.put("c", List.of(Remembered.text("said before").turn("c", 0).memory()));
    world.cache.revisions.put(MIRA, 1L);
    contexts.of(wanted("c", false), world.reads.begin(List.of()));
    CountDownLatch over = new CountDownLatch(1);
    world.store.beforeProgress =
        () -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };

    Context context = contexts.of(wanted("c", true), world.reads.begin(List.of()));

    over.countDown();
    assertThat(texts(context)).containsExactly("said before");
    assertThat(context.tail()).map(Tail::extent).contains(Extent.UNREAD);
    assertThat(log.asked).isNull();
  }

  @Test
  void withoutTheDatabaseTheAnswerIsThatOfBeforeAndSaysSo() {
    world.cache.turns.put("c", List.of(Remembered.text("said before").turn("c", 0).memory()));
    world.cache.revisions.put(MIRA, 1L);
    contexts.of(wanted("c", false), world.reads.begin(List.of()));
    world.store.down = true;

    Context context = contexts.of(wanted("c", true), world.reads.begin(List.of()));

    assertThat(texts(context)).containsExactly("said before");
    assertThat(context.tail()).map(Tail::extent).contains(Extent.UNREAD);
  }

  @Test
  void aTailThatWasCutSaysSo() {
    log.whole = false;

    Context context = contexts.of(wanted("c", true), world.reads.begin(List.of()));

    assertThat(context.tail()).map(Tail::extent).contains(Extent.CUT);
  }

  @Test
  void ofThePastThereIsNoTail() {
    Reading past = world.reads.begin(List.of(), Instant.parse("2026-01-02T00:00:00Z"));

    assertThat(contexts.of(wanted("c", true), past).tail()).isEmpty();
  }

  private static Wanted wanted(@Nullable String conversation, boolean tail) {
    return new Wanted(MIRA, conversation, null, 500, tail);
  }

  private static List<String> texts(Context context) {
    return context.working().stream().map(turn -> turn.content().text()).toList();
  }

  private static EventTail.Told turn(String conversation, String text) {
    return new EventTail.Told(
        new Event(
            Ids.event(MIRA.tenant(), text),
            MIRA.tenant(),
            MIRA.user(),
            NOW,
            NOW,
            new Intent.TurnRecorded(conversation, Role.USER, null, text, null, Map.of())),
        new Position(0, 5));
  }

  /** A log in a list, which can be down. */
  private static final class FakeTail implements EventTail {
    final List<Told> events = new ArrayList<>();
    @Nullable Map<Integer, Long> asked;
    boolean down;
    boolean whole = true;

    @Override
    public Stretch after(Subject subject, Map<Integer, Long> applied) throws Outage {
      asked = applied;
      if (down) {
        throw new Outage("kafka", new IOException("down"));
      }
      return new Stretch(List.copyOf(events), whole);
    }
  }
}
