package io.mneme.embedding;

import io.mneme.embedding.OnnxModel.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Embeds in this process. Texts go through the model one at a time, because a quantised model
 * scales its activations over a batch: beside other texts a text would get another vector. A fixed
 * number of threads share one session; each run computes on its own thread.
 */
public final class OnnxEmbedder implements Embedder {
  /** The runtime's start needs more than the JVM's usual 1 MB, and dies without a word on less. */
  private static final long NATIVE_STACK_BYTES = 8 * 1024 * 1024;

  private final OnnxModel model;
  private final TokenProjection projection;
  private final ExecutorService threads;

  private OnnxEmbedder(OnnxModel model, TokenProjection projection, ExecutorService threads) {
    this.model = model;
    this.projection = projection;
    this.threads = threads;
  }

  /**
   * Loads a model.
   *
   * @param kind which
   * @param parallelism texts embedded at the same time
   * @throws EmbedderUnavailable when it cannot be loaded on this machine
   */
  static OnnxEmbedder open(InProcessModel kind, int parallelism) throws EmbedderUnavailable {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            parallelism,
            Thread.ofPlatform()
                .daemon()
                .name("embedder-", 0)
                .stackSize(NATIVE_STACK_BYTES)
                .factory());
    try {
      TokenProjection projection = TokenProjection.of(kind);
      OnnxModel model = threads.submit(() -> OnnxModel.load(kind)).get();
      return new OnnxEmbedder(model, projection, threads);
    } catch (InterruptedException e) {
      threads.close();
      Thread.currentThread().interrupt();
      throw new EmbedderUnavailable("interrupted while loading the embedding model", e);
    } catch (IOException | ExecutionException e) {
      threads.close();
      throw new EmbedderUnavailable(
          "the embedding model " + kind.model() + " cannot be loaded here: " + e, e);
    }
  }

  @Override
  public String model() {
    return model.kind().model();
  }

  @Override
  public int dimensions() {
    return InProcessModel.DIMENSIONS;
  }

  @Override
  public List<TextEmbedding> embed(List<String> texts) throws EmbedderUnavailable {
    return read(
        texts.stream().map(text -> (Callable<Reading>) () -> model.readText(text)).toList());
  }

  @Override
  public TextEmbedding embedQuestion(String question) throws EmbedderUnavailable {
    return read(List.of(() -> model.readQuestion(question))).getFirst();
  }

  private List<TextEmbedding> read(List<Callable<Reading>> texts) throws EmbedderUnavailable {
    List<Future<TextEmbedding>> running = new ArrayList<>(texts.size());
    try {
      for (Callable<Reading> text : texts) {
        running.add(threads.submit(() -> embedding(text.call())));
      }
      List<TextEmbedding> embedded = new ArrayList<>(texts.size());
      for (Future<TextEmbedding> text : running) {
        embedded.add(text.get());
      }
      return embedded;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbedderUnavailable("interrupted while embedding", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TextRefused refused) {
        throw new TextRefused(String.valueOf(refused.getMessage()), e);
      }
      throw new EmbedderUnavailable("the embedding model failed: " + e.getCause(), e);
    } catch (RejectedExecutionException e) {
      throw new EmbedderUnavailable("the embedding model is closed", e);
    } finally {
      running.forEach(text -> text.cancel(false));
    }
  }

  private TextEmbedding embedding(Reading reading) {
    return new TextEmbedding(reading.vector(), projection.of(reading.tokens(), reading.states()));
  }

  /** Waits for what is being embedded, then frees the model. */
  @Override
  public void close() {
    threads.close();
    model.close();
  }
}
