package io.mneme.reader.pack;

import io.mneme.embedding.TextEmbedding;
import io.mneme.embedding.TextEmbedding.TokenState;
import java.util.List;

/**
 * What a question means, as packs compare it.
 *
 * @param whole its direction
 * @param tokens those of its words; empty where the model gives none
 */
public record QuestionMeaning(QuantisedVector whole, List<Token> tokens) {

  public QuestionMeaning {
    tokens = List.copyOf(tokens);
  }

  /** Quantised. */
  public static QuestionMeaning of(TextEmbedding question) {
    return new QuestionMeaning(
        QuantisedVector.of(question.vector()), question.tokens().stream().map(Token::of).toList());
  }

  /**
   * One word's part.
   *
   * @param direction where it points
   * @param weight of what it finds, before its rarity is known
   */
  public record Token(QuantisedVector direction, double weight) {
    /** Function words tell little, but not nothing: "who" and "when" are among them. */
    private static final double FUNCTION_WEIGHT = 0.25;

    private static Token of(TokenState state) {
      double weight =
          switch (state.role()) {
            case CONTENT -> 1;
            case FUNCTION -> FUNCTION_WEIGHT;
          };
      return new Token(QuantisedVector.of(state.direction()), weight);
    }
  }
}
