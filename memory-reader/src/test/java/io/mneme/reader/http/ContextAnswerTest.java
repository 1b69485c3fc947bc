package io.mneme.reader.http;

import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.Remembered;
import io.mneme.reader.World;
import io.mneme.reader.context.Contexts;
import io.mneme.reader.http.ContextController.ContextAnswer;
import io.mneme.reader.recall.Reading;
import io.mneme.reader.tail.EventTail.Stretch;
import io.mneme.reader.tail.Tails;
import io.mneme.schemas.tier.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextAnswerTest {
  private static final String QUESTION = "Mira drinks green tea";

  private final World world = new World();
  private final Contexts contexts =
      new Contexts(
          world.reads,
          world.recaller,
          new Tails(world.databases, (_, _) -> new Stretch(List.of(), true)));

  @Test
  void memoriesThatCannotBeReadAreNamed() {
    Remembered cold = Remembered.text(QUESTION).turn("c", 3).offset(2).in(Tier.COLD);
    world.store.remember(Remembered.text("Mira has a dog").offset(1), cold);
    world.cache.revisions.put(MIRA, 2L);
    assertThat(answer().unavailable()).isNull();

    world.store.lost.add(cold.id());

    assertThat(answer().unavailable())
        .singleElement()
        .satisfies(lost -> {
          assertThat(lost.memoryId()).isEqualTo(cold.id());
          assertThat(lost.turn()).isEqualTo(3);
        });
  }

  private ContextAnswer answer() {
    Reading reading = world.reads.begin(List.of());
    return ContextAnswer.of(
        contexts.of(new Contexts.Wanted(MIRA, null, QUESTION, 500, false), reading), reading);
  }
}
