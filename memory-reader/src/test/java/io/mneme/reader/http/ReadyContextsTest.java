package io.mneme.reader.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.context.Contexts.Wanted;
import io.mneme.schemas.Subject;
import io.mneme.storage.read.TrackedRevision;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadyContextsTest {
  private static final Subject MIRA = new Subject("acme", "mira");
  private static final Wanted TEA = new Wanted(MIRA, "now", "tea?", 100, false);

  private final List<TrackedRevision> now = List.of(new TrackedRevision(0), new TrackedRevision(0));
  private final ReadyContexts ready = new ReadyContexts();

  @Test
  void anAnswerIsFoundUntilASubjectOfItChanges() {
    ReadyContexts.Ready answer = new ReadyContexts.Ready(now, new byte[] {1}, List.of());
    ready.keep(TEA, answer);

    assertThat(ready.find(TEA, now)).containsSame(answer);
    assertThat(ready.find(TEA, List.of(now.getFirst(), new TrackedRevision(0)))).isEmpty();
    assertThat(ready.find(TEA, List.of(now.getFirst()))).isEmpty();
  }

  @Test
  void whoeverWantsAnythingElseGetsAnotherAnswer() {
    ready.keep(TEA, new ReadyContexts.Ready(now, new byte[] {1}, List.of()));

    assertThat(ready.find(new Wanted(MIRA, "now", "tea?", 200, false), now)).isEmpty();
    assertThat(ready.find(new Wanted(MIRA, "now", "coffee?", 100, false), now)).isEmpty();
    assertThat(ready.find(new Wanted(MIRA, null, "tea?", 100, false), now)).isEmpty();
    assertThat(
            ready.find(
                new Wanted(
                    MIRA, "now", "tea?", 100, false, List.of(MIRA, new Subject("acme", "x"))),
                now))
        .isEmpty();
    assertThat(ready.find(new Wanted(new Subject("other", "mira"), "now", "tea?", 100, false), now))
        .isEmpty();
  }
}
