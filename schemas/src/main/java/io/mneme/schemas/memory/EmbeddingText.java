package io.mneme.schemas.memory;

import io.mneme.schemas.Ids;

/**
 * The text a memory is embedded by: {@code speaker: text (caption)}. The writer, a re-embedding and
 * a replay all ask here, so that the same content always finds the same vector. The content hash of
 * an {@link Embedding} is the hash of this text.
 *
 * <p>The speaker stands in it because questions name people; the caption because it is the only
 * thing known about a picture.
 */
public final class EmbeddingText {

  private EmbeddingText() {}

  /** The text of this content. Changing its form makes every stored vector stale. */
  public static String of(Memory.Content content) {
    StringBuilder text = new StringBuilder();
    if (content.speaker() != null && !content.speaker().isBlank()) {
      text.append(content.speaker()).append(": ");
    }
    text.append(content.text());
    if (content.caption() != null && !content.caption().isBlank()) {
      text.append(" (").append(content.caption()).append(')');
    }
    return text.toString();
  }

  /** SHA-256 of {@link #of}, as it stands in {@link Embedding#contentHash()}. */
  public static String hash(Memory.Content content) {
    return Ids.contentHash(of(content));
  }
}
