package io.mneme.reader.rank;

import io.mneme.reader.pack.Nearness;
import org.jspecify.annotations.Nullable;

/** Nearness in meaning, word by word, in the memory or in the turns around it. */
final class TokenSource implements Source {

  @Override
  public String name() {
    return "tokens";
  }

  @Override
  public Scale scale() {
    return Scale.STANDARD_SCORE;
  }

  @Override
  public float @Nullable [] score(Evidence evidence) {
    Nearness nearness = evidence.nearness();
    return nearness == null ? null : nearness.around();
  }
}
