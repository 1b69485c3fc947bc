package io.mneme.reader.recall;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.TextRefused;
import io.mneme.platform.Breaker;
import io.mneme.platform.Outage;
import io.mneme.reader.pack.QuestionMeaning;
import java.util.concurrent.Semaphore;

/**
 * What a question means, by the model of the pack it is compared with, from an embedder behind a
 * breaker.
 */
public final class QuestionVectors {
  private final Models models;
  private final Breaker breaker;
  private final Semaphore waiting;
  private volatile Embedder lately;

  /**
   * @param models opens a model that is asked for the first time
   * @param first the model most packs are of, open
   * @param waitingMax questions that may wait for an answer at the same time; of more, words must
   *     do, so that one that hangs holds up few before its breaker opens
   */
  public QuestionVectors(Models models, Embedder first, Breaker breaker, int waitingMax) {
    this.models = models;
    this.lately = first;
    this.breaker = breaker;
    this.waiting = new Semaphore(waitingMax);
  }

  /** Every model packs can be of. */
  @FunctionalInterface
  public interface Models {
    Embedder of(String model) throws EmbedderUnavailable;
  }

  /** The embedder that was asked last. */
  public Embedder lately() {
    return lately;
  }

  /**
   * What the question means.
   *
   * @throws Outage when the embedder does not answer, too many wait for it, or its breaker is open
   */
  QuestionMeaning of(String question, String model) throws Outage {
    if (!waiting.tryAcquire()) {
      throw new Outage("embedding", new IllegalStateException("too many questions wait for it"));
    }
    try {
      return breaker.call(() -> embedded(question, model));
    } finally {
      waiting.release();
    }
  }

  private QuestionMeaning embedded(String question, String model) throws Outage {
    try {
      Embedder embedder = models.of(model);
      lately = embedder;
      return QuestionMeaning.of(embedder.embedQuestion(question));
    } catch (EmbedderUnavailable | TextRefused e) {
      throw new Outage("embedding", e); // either way the words must do
    }
  }
}
