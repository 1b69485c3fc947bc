package io.mneme.writer;

import static io.mneme.writer.Events.ANN;
import static io.mneme.writer.Events.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.StubEmbedder;
import io.mneme.embedding.TextEmbedding;
import io.mneme.embedding.TextRefused;
import io.mneme.platform.Outage;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.Storable;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriterState;
import io.mneme.testkit.store.InMemoryStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What happens to a batch that fails, and not by an outage. */
class IsolationTest {
  private final InMemoryStores stores = new InMemoryStores();
  private final TrappedStore store = new TrappedStore();
  private final List<String> buried = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Stored> announced = new ArrayList<>();
  private final Progress progress = new Progress();
  private final Isolation isolation = isolation();

  @Test
  void aSoundBatchIsOneTransaction() throws Exception {
    isolation.apply(entries("one", "two", "three"), announced::add);

    assertThat(texts()).containsExactly("one", "two", "three");
    assertThat(announced).hasSize(1);
    assertThat(store.commits).isEqualTo(1);
  }

  @Test
  void theRecordABatchFailsByIsBuriedAfterThreeAttemptsAndItsNeighboursPass() throws Exception {
    isolation.apply(entries("one", "toxic", "three"), announced::add);

    assertThat(texts()).containsExactly("one", "three");
    assertThat(buried).containsExactly("1 after 3: this does not work");
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_100));
    assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_200));
    assertThat(progress.of(0)).isEqualTo(3);
    assertThat(announced).hasSize(3);
  }

  @Test
  void aTextTheModelRefusesForGoodIsBuriedAndItsNeighboursPass() throws Exception {
    isolation.apply(entries("one", "unembeddable", "three"), announced::add);

    assertThat(texts()).containsExactly("one", "three");
    assertThat(buried).containsExactly("1 after 3: not this text");
    assertThat(progress.of(0)).isEqualTo(3);
  }

  @Test
  void aRecordThatWorksInTheEndIsNotBuried() throws Exception {
    store.failuresLeft = 3;

    isolation.apply(entries("toxic for now", "two"), announced::add);

    assertThat(texts()).containsExactly("toxic for now", "two");
    assertThat(buried).isEmpty();
  }

  @Test
  void whatNoStoreCanKeepIsBuriedAtOnceWithoutTakingTheBatchApart() throws Exception {
    isolation.apply(entries("one", "U+0000: \0", "three", "\ud800"), announced::add);

    assertThat(texts()).containsExactly("one", "three");
    assertThat(buried).hasSize(2).allMatch(letter -> letter.contains(" after 1: event 0:"));
    assertThat(pauses).isEmpty();
    assertThat(store.commits).isEqualTo(1);
  }

  @Test
  void anOutageIsPassedOnAndBuriesNothing() {
    store.isDown = true;

    assertThatThrownBy(() -> isolation.apply(entries("one", "toxic"), announced::add))
        .isInstanceOf(Outage.class);

    assertThat(buried).isEmpty();
    assertThat(progress.of(0)).isZero();
  }

  @Test
  void whereNothingPassesAnyMoreItIsAnOutageAndTheRestWaits() {
    String[] all = IntStream.range(0, 50).mapToObj(i -> "toxic " + i).toArray(String[]::new);

    assertThatThrownBy(() -> isolation.apply(entries(all), announced::add))
        .isInstanceOf(Outage.class);
    assertThatThrownBy(() -> isolation.apply(entries(all).subList(10, 50), announced::add))
        .isInstanceOf(Outage.class);

    assertThat(buried).hasSize(Isolation.GIVEN_UP_IN_A_ROW_MAX);
    assertThat(progress.of(0)).isEqualTo(Isolation.GIVEN_UP_IN_A_ROW_MAX);
  }

  @Test
  void whereNotEvenProgressCanBeStoredItIsNotTheRecord() {
    store.isBroken = true;

    assertThatThrownBy(() -> isolation.apply(entries("one"), announced::add))
        .isInstanceOf(Outage.class);

    assertThat(progress.of(0)).isZero();
  }

  private Isolation isolation() {
    Surveillance surveillance =
        new Surveillance(
            new WriterMetrics(new SimpleMeterRegistry(), () -> Instant.EPOCH), step -> {});
    BatchWriter writer =
        new BatchWriter(
            store,
            new MemoryEmbedder(Models.only(new FastidiousEmbedder()), store, Runnable::run),
            new Burials((record, cause, attempts) ->
                buried.add(record.offset() + " after " + attempts + ": " + cause)),
            progress,
            surveillance);
    return new Isolation(writer, pauses::add, new Random(1));
  }

  /** Embeds anything but one text. */
  private static final class FastidiousEmbedder implements Embedder {
    private final Embedder stub = new StubEmbedder(Storable.DIMENSIONS);

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
      if (texts.stream().anyMatch(text -> text.contains("unembeddable"))) {
        throw new TextRefused("not this text");
      }
      return stub.embed(texts);
    }

    @Override
    public void close() {}
  }

  private static List<Entry> entries(String... texts) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      Event event = turn(ANN, "e" + i, "c1", texts[i]);
      records.add(
          new ConsumerRecord<>(
              Topics.EVENTS, 0, i, ANN.key().getBytes(StandardCharsets.UTF_8), Json.write(event)));
    }
    return EventReader.read(records);
  }

  private List<String> texts() {
    return stores.turns(ANN, "c1", 100).stream()
        .map((Memory memory) -> memory.content().text())
        .toList();
  }

  /** A store with a defect that shows for some texts. */
  private final class TrappedStore implements WriteStore {
    private int commits;
    private int failuresLeft = Integer.MAX_VALUE;
    private boolean isDown;
    private boolean isBroken;

    @Override
    public CommitResult commit(Batch batch) {
      commits++;
      if (isDown) {
        throw new StoreUnavailable("down", new IllegalStateException("down"));
      }
      boolean toxic =
          batch.changes().stream()
              .anyMatch(change ->
                  change instanceof Batch.Change.Remember remember
                      && remember.memory().content().text().startsWith("toxic"));
      if (isBroken || (toxic && failuresLeft-- > 0)) {
        throw new IllegalStateException("this does not work");
      }
      return stores.commit(batch);
    }

    @Override
    public Map<Integer, Long> progress() {
      return stores.progress();
    }

    @Override
    public Optional<String> model() {
      return stores.model();
    }

    @Override
    public WriterState load(StateQuery query) {
      return stores.load(query);
    }

    @Override
    public List<Announcement> outbox(int partition, @Nullable Mark after, int limit) {
      return stores.outbox(partition, after, limit);
    }

    @Override
    public void settle(Map<Integer, Long> offsets, Map<Subject, Long> dropped) {
      stores.settle(offsets, dropped);
    }
  }
}
