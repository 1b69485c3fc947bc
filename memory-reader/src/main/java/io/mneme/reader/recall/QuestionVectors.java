package io.mneme.reader.recall;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.TextRefused;
import io.mneme.platform.Breaker;
import io.mneme.platform.Outage;
import io.mneme.reader.pack.QuantisedVector;

/** The direction of a question, from an embedder behind its breaker. */
public final class QuestionVectors {
  private final Embedder embedder;
  private final Breaker breaker;

  public QuestionVectors(Embedder embedder, Breaker breaker) {
    this.embedder = embedder;
    this.breaker = breaker;
  }

  /** The model whose vectors these are. */
  public String model() {
    return embedder.model();
  }

  /**
   * The question's direction.
   *
   * @throws Outage when the embedder does not answer, or its breaker is open
   */
  QuantisedVector of(String question) throws Outage {
    return breaker.call(() -> {
      try {
        return QuantisedVector.of(embedder.embedQuestion(question));
      } catch (EmbedderUnavailable | TextRefused e) {
        throw new Outage("embedding", e); // either way the words must do
      }
    });
  }
}
