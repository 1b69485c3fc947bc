package io.mneme.writer;

import io.mneme.embedding.TextEmbedding;
import io.mneme.embedding.TextEmbedding.TokenRole;
import io.mneme.embedding.TextEmbedding.TokenState;
import io.mneme.schemas.memory.Embedding;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model says of a text, as a memory keeps it: function words are left out, unless there is
 * nothing else. Opening it and packing that again changes nothing.
 */
public final class PackedEmbedding {

  private PackedEmbedding() {}

  /** For a memory. */
  public static Embedding of(String model, String contentHash, TextEmbedding text) {
    List<float[]> content = directions(text, TokenRole.CONTENT);
    List<float[]> kept = content.isEmpty() ? directions(text, TokenRole.FUNCTION) : content;
    return Embedding.of(model, contentHash, text.vector(), kept);
  }

  /** The inverse, as far as something was kept. */
  public static TextEmbedding opened(Embedding embedding) {
    List<TokenState> tokens = new ArrayList<>();
    for (byte[] levels : embedding.tokenLevels()) {
      float[] direction = new float[levels.length];
      for (int i = 0; i < levels.length; i++) {
        direction[i] = levels[i];
      }
      tokens.add(new TokenState(direction, TokenRole.CONTENT));
    }
    return new TextEmbedding(embedding.toFloats(), tokens);
  }

  private static List<float[]> directions(TextEmbedding text, TokenRole role) {
    return text.tokens().stream()
        .filter(token -> token.role() == role)
        .map(TokenState::direction)
        .toList();
  }
}
