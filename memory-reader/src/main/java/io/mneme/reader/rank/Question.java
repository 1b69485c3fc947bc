package io.mneme.reader.rank;

import io.mneme.reader.pack.QuestionMeaning;
import io.mneme.reader.words.EnglishWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param text the words
 * @param terms those of the words, which more than one source looks for
 * @param meaning what the model makes of them; absent while the embedder does not answer
 */
public record Question(String text, List<String> terms, @Nullable QuestionMeaning meaning) {

  public Question {
    terms = List.copyOf(terms);
  }

  /** One in these words. */
  public Question(String text, @Nullable QuestionMeaning meaning) {
    this(text, EnglishWords.terms(text), meaning);
  }

  boolean hasTokens() {
    return !tokens().isEmpty();
  }

  /** Word by word; nothing where the model gives only the whole. */
  List<QuestionMeaning.Token> tokens() {
    return meaning == null ? List.of() : meaning.tokens();
  }
}
