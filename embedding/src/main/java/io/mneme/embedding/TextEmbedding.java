package io.mneme.embedding;

import java.util.List;

/**
 * What a model makes of a text: one direction for the whole of it and, where the model gives them,
 * one for each of its tokens. Comparing token by token finds what the one direction averages away.
 * It may be remembered and shared: nobody writes to its arrays.
 *
 * @param vector at length 1
 * @param tokens in the text's order; empty where the model gives only the whole
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record TextEmbedding(float[] vector, List<TokenState> tokens) {
  /** Length of every token's direction. */
  public static final int TOKEN_DIMENSIONS = 96;

  public TextEmbedding {
    tokens = List.copyOf(tokens);
  }

  /** Of a model that says nothing of single tokens. */
  public static TextEmbedding whole(float[] vector) {
    return new TextEmbedding(vector, List.of());
  }

  /**
   * What one token means where it stands.
   *
   * @param direction at length 1, of {@link #TOKEN_DIMENSIONS}
   * @param role what kind of word it belongs to
   */
  public record TokenState(float[] direction, TokenRole role) {}

  /** Whether a token carries meaning of its own. */
  public enum TokenRole {
    /** Names, things, deeds, numbers. */
    CONTENT,
    /** Articles, pronouns, auxiliaries, question words, punctuation. */
    FUNCTION
  }
}
