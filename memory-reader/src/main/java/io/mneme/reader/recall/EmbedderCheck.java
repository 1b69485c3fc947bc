package io.mneme.reader.recall;

import io.mneme.embedding.Embedder;
import io.mneme.platform.Breaker;
import io.mneme.platform.Component;
import java.util.Map;

/** Whether questions get vectors. Asks nothing: what an endpoint is asked it may charge for. */
public final class EmbedderCheck implements Component {
  private final Embedder embedder;
  private final Breaker breaker;

  public EmbedderCheck(Embedder embedder, Breaker breaker) {
    this.embedder = embedder;
    this.breaker = breaker;
  }

  @Override
  public String name() {
    return "embedder";
  }

  @Override
  public Check check() {
    Map<String, Object> details =
        Map.of("model", embedder.model(), "dimensions", embedder.dimensions());
    return breaker.isOpen()
        ? new Check.Degraded("is spared; memories are found by words alone", details)
        : new Check.Up("embeds", details);
  }
}
