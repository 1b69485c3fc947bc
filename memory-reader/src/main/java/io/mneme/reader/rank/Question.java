package io.mneme.reader.rank;

import io.mneme.reader.pack.QuestionMeaning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param text the words
 * @param meaning what the model makes of them; absent while the embedder does not answer
 */
public record Question(String text, @Nullable QuestionMeaning meaning) {

  boolean hasTokens() {
    return !tokens().isEmpty();
  }

  /** Word by word; nothing where the model gives only the whole. */
  List<QuestionMeaning.Token> tokens() {
    return meaning == null ? List.of() : meaning.tokens();
  }
}
