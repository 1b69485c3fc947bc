package io.mneme.reader.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.StubEmbedder;
import io.mneme.embedding.TextEmbedding;
import io.mneme.platform.Breaker;
import io.mneme.platform.Outage;
import io.mneme.platform.Surroundings;
import io.mneme.reader.pack.QuestionMeaning;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuestionVectorsTest {
  private static final int WAITING_MAX = 4;
  private static final StubEmbedder STUB = new StubEmbedder(8);

  private final CountDownLatch answered = new CountDownLatch(1);
  private final CountDownLatch waiting = new CountDownLatch(WAITING_MAX);
  private final Breaker breaker =
      new Breaker(
          Breaker.Rule.EMBEDDING,
          new Surroundings(
              () -> java.time.Instant.EPOCH,
              new Random(7),
              new SimpleMeterRegistry(),
              (_, _) -> {}));
  private final QuestionVectors vectors =
      new QuestionVectors(_ -> new Hanging(), new Hanging(), breaker, WAITING_MAX);

  @Test
  void aModelThatHangsHoldsUpFewAndTheOthersGoOnWithoutIt() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<QuestionMeaning>> first =
          IntStream.range(0, WAITING_MAX)
              .mapToObj(i -> clients.submit(() -> ask("q" + i)))
              .toList();
      waiting.await();

      assertThatThrownBy(() -> ask("one more"))
          .isInstanceOf(Outage.class)
          .hasStackTraceContaining("too many questions wait");
      assertThat(breaker.isOpen()).as("a rush is no fault of the model").isFalse();

      answered.countDown();
      for (Future<QuestionMeaning> one : first) {
        assertThat(one.get().whole().values()).hasSize(8);
      }
      assertThat(ask("afterwards").whole().values()).hasSize(8);
    }
  }

  private QuestionMeaning ask(String question) throws Outage {
    return vectors.of(question, STUB.model());
  }

  /** Answers when the test says so. */
  private final class Hanging implements Embedder {

    @Override
    public String model() {
      return STUB.model();
    }

    @Override
    public int dimensions() {
      return STUB.dimensions();
    }

    @Override
    public List<TextEmbedding> embed(List<String> texts) throws EmbedderUnavailable {
      waiting.countDown();
      try {
        answered.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EmbedderUnavailable("interrupted", e);
      }
      return STUB.embed(texts);
    }

    @Override
    public void close() {}
  }
}
