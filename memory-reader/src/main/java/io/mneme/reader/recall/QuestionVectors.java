package io.mneme.reader.recall;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.TextRefused;
import io.mneme.platform.Breaker;
import io.mneme.platform.Outage;
import io.mneme.reader.pack.QuestionMeaning;

/**
 * What a question means, by the model of the pack it is compared with, from an embedder behind a
 * breaker.
 */
public final class QuestionVectors {
  private final Models models;
  private final Breaker breaker;
  private volatile Embedder lately;

  /**
   * @param models opens a model that is asked for the first time
   * @param first the model most packs are of, open
   */
  public QuestionVectors(Models models, Embedder first, Breaker breaker) {
    this.models = models;
    this.lately = first;
    this.breaker = breaker;
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
   * @throws Outage when the embedder does not answer, or its breaker is open
   */
  QuestionMeaning of(String question, String model) throws Outage {
    return breaker.call(() -> {
      try {
        Embedder embedder = models.of(model);
        lately = embedder;
        return QuestionMeaning.of(embedder.embedQuestion(question));
      } catch (EmbedderUnavailable | TextRefused e) {
        throw new Outage("embedding", e); // either way the words must do
      }
    });
  }
}
