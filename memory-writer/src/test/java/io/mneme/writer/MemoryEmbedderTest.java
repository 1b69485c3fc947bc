package io.mneme.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.StubEmbedder;
import io.mneme.embedding.TextEmbedding;
import io.mneme.platform.Outage;
import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.memory.Embedding;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Storable;
import io.mneme.storage.write.WriterState;
import io.mneme.testkit.store.InMemoryStores;
import io.mneme.writer.derive.Derivation;
import io.mneme.writer.derive.Placed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every text is embedded once, whenever that begins. */
class MemoryEmbedderTest {
  private final CountingEmbedder embedder = new CountingEmbedder();
  private final InMemoryStores store = new InMemoryStores();
  private final Deque<Runnable> beside = new ArrayDeque<>();

  @Test
  void whatWasAnticipatedIsNotEmbeddedAgain() throws Outage {
    List<Event> events = turns("hello", "how are you?", "hello");
    MemoryEmbedder memories = new MemoryEmbedder(Models.only(embedder), store, Runnable::run);
    memories.anticipate(events);

    List<Change> embedded = memories.embed(changes(events));

    assertThat(embedder.asked).hasSize(2).doesNotHaveDuplicates();
    assertThat(embedded)
        .hasSize(3)
        .allSatisfy(change ->
            assertThat(vector(change).vector()).hasSize(Storable.DIMENSIONS * Short.BYTES));
    assertThat(vector(embedded.get(0))).isEqualTo(vector(embedded.get(2)));
  }

  @Test
  void whatTheLedgerKnowsIsNotEmbeddedAhead() {
    List<Event> events = turns("hello", "new");
    store.commit(
        new Batch(
            List.of(new Batch.LedgerEntry(events.getFirst().eventId(), new Position(0, 0))),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(new Batch.Advance(0, 0, 1))));

    new MemoryEmbedder(Models.only(embedder), store, Runnable::run).anticipate(events);

    assertThat(embedder.asked).containsExactly("Ann: new");
  }

  @Test
  void aBatchTriedAgainIsNotEmbeddedAgain() throws Outage {
    List<Event> events = turns("hello");
    MemoryEmbedder memories = new MemoryEmbedder(Models.only(embedder), store, Runnable::run);

    List<Change> first = memories.embed(changes(events));

    assertThat(memories.embed(changes(events))).isEqualTo(first);
    assertThat(embedder.asked).hasSize(1);
  }

  @Test
  void aFailureAheadIsAskedAgainAndToldOnlyThen() throws Outage {
    List<Event> events = turns("hello");
    MemoryEmbedder memories = new MemoryEmbedder(Models.only(embedder), store, Runnable::run);
    embedder.isAway = true;
    memories.anticipate(events);
    assertThatThrownBy(() -> memories.embed(changes(events))).isInstanceOf(Outage.class);

    embedder.isAway = false;

    assertThat(memories.embed(changes(events))).hasSize(1);
  }

  @Test
  void aBatchAheadThatNeverComesIsGivenUp() throws Outage {
    MemoryEmbedder memories = new MemoryEmbedder(Models.only(embedder), store, beside::add);
    for (int i = 0; i <= EmbeddingAhead.BATCHES_MAX; i++) {
      memories.anticipate(turns("lost " + i));
    }
    beside.forEach(Runnable::run);

    // what was given up is embedded anew and nothing waits for it
    List<Event> events = turns("something else");
    assertThat(memories.embed(changes(events))).hasSize(1);
  }

  @Test
  void afterAChangeNothingOfTheModelBeforeIsGivenOut() throws Outage {
    Two models = new Two();
    MemoryEmbedder memories = new MemoryEmbedder(models, store, beside::add);
    List<Event> embedded = turns("said before");
    List<Event> ahead = turns("begun before");
    memories.embed(changes(embedded));
    memories.anticipate(ahead);
    beside.forEach(Runnable::run);

    memories.change("stub-b");

    List<Change> after = new ArrayList<>(memories.embed(changes(embedded)));
    after.addAll(memories.embed(changes(ahead)));
    assertThat(after)
        .hasSize(2)
        .allSatisfy(change -> assertThat(vector(change).model()).isEqualTo("stub-b"));
  }

  @Test
  void aModelThatCannotBeHadIsAnOutageAndTheOneBeforeStays() throws Outage {
    List<Event> events = turns("hello");
    MemoryEmbedder memories = new MemoryEmbedder(Models.only(embedder), store, Runnable::run);

    assertThatThrownBy(() -> memories.change("stub-b")).isInstanceOf(Outage.class);

    assertThat(vector(memories.embed(changes(events)).getFirst()).model())
        .isEqualTo(embedder.model());
  }

  private static List<Event> turns(String... texts) {
    List<Event> turns = new ArrayList<>();
    for (String text : texts) {
      turns.add(Events.turn(Events.ANN, "turn " + turns.size(), "c", text));
    }
    return turns;
  }

  private static List<Change> changes(List<Event> events) {
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      placed.add(new Placed(events.get(i), new Position(0, i)));
    }
    return Derivation.derive(new WriterState(Set.of(), Map.of(), Map.of(), Map.of()), placed)
        .changes();
  }

  private static Embedding vector(Change change) {
    return Objects.requireNonNull(((Change.Remember) change).memory().embedding());
  }

  private static final class Two implements Models {
    private Embedder now = new StubEmbedder(Storable.DIMENSIONS, "stub-a");

    @Override
    public Embedder now() {
      return now;
    }

    @Override
    public void change(String model) {
      now = new StubEmbedder(Storable.DIMENSIONS, model);
    }
  }

  private static final class CountingEmbedder implements Embedder {
    private final Embedder stub = new StubEmbedder(Storable.DIMENSIONS);
    private final List<String> asked = new ArrayList<>();
    private boolean isAway;

    @Override
    public String model() {
      return stub.model();
    }

    @Override
    public int dimensions() {
      return stub.dimensions();
    }

    @Override
    public List<TextEmbedding> embed(List<String> texts) throws EmbedderUnavailable {
      if (isAway) {
        throw new EmbedderUnavailable("away");
      }
      asked.addAll(texts);
      return stub.embed(texts);
    }

    @Override
    public void close() {}
  }
}
