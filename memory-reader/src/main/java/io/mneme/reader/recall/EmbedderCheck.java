package io.mneme.reader.recall;

import io.mneme.embedding.Embedder;
import io.mneme.platform.Breaker;
import io.mneme.platform.Component;
import java.util.Map;

/** Whether questions get vectors. Asks nothing: what an endpoint is asked it may charge for. */
public final class EmbedderCheck implements Component {
  private final QuestionVectors questions;
  private final Breaker breaker;

  public EmbedderCheck(QuestionVectors questions, Breaker breaker) {
    this.questions = questions;
    this.breaker = breaker;
  }

  @Override
  public String name() {
    return "embedder";
  }

  @Override
  public Check check() {
    Embedder embedder = questions.lately();
    Map<String, Object> details =
        Map.of("model", embedder.model(), "dimensions", embedder.dimensions());
    return breaker.isOpen()
        ? new Check.Degraded("is spared; memories are found by words alone", details)
        : new Check.Up("embeds", details);
  }
}
