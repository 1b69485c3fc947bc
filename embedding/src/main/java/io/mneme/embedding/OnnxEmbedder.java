package io.mneme.embedding;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
  private final OnnxModel model;
  private final ExecutorService threads;

  private OnnxEmbedder(OnnxModel model, ExecutorService threads) {
    this.model = model;
    this.threads = threads;
  }

  /**
   * Loads the model.
   *
   * @param parallelism texts embedded at the same time
   * @throws EmbedderUnavailable when it cannot be loaded on this machine
   */
  public static OnnxEmbedder open(int parallelism) throws EmbedderUnavailable {
    try {
      OnnxModel model = OnnxModel.load();
      return new OnnxEmbedder(
          model,
          Executors.newFixedThreadPool(
              parallelism, Thread.ofPlatform().daemon().name("embedder-", 0).factory()));
    } catch (IOException | OrtException | RuntimeException | LinkageError e) {
      throw new EmbedderUnavailable(
          "the embedding model cannot be loaded here: " + e.getMessage(), e);
    }
  }

  @Override
  public String model() {
    return OnnxModel.NAME;
  }

  @Override
  public int dimensions() {
    return OnnxModel.DIMENSIONS;
  }

  @Override
  public List<float[]> embed(List<String> texts) throws EmbedderUnavailable {
    List<Future<float[]>> running = new ArrayList<>(texts.size());
    try {
      for (String text : texts) {
        running.add(threads.submit(() -> model.embed(text)));
      }
      List<float[]> vectors = new ArrayList<>(texts.size());
      for (Future<float[]> vector : running) {
        vectors.add(vector.get());
      }
      return vectors;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbedderUnavailable("interrupted while embedding", e);
    } catch (ExecutionException e) {
      throw new EmbedderUnavailable("the embedding model failed: " + e.getCause(), e);
    } catch (RejectedExecutionException e) {
      throw new EmbedderUnavailable("the embedding model is closed", e);
    } finally {
      running.forEach(vector -> vector.cancel(false));
    }
  }

  /** Waits for what is being embedded, then frees the model. */
  @Override
  public void close() {
    threads.close();
    model.close();
  }
}
