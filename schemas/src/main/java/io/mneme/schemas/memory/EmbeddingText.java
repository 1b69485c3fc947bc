package io.mneme.schemas.memory;

import io.mneme.schemas.Ids;
import org.jspecify.annotations.Nullable;

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
    return of(content.speaker(), content.text(), content.caption());
  }

  /** The text of a memory yet to be derived that will have these. */
  public static String of(@Nullable String speaker, String text, @Nullable String caption) {
    StringBuilder whole = new StringBuilder();
    if (speaker != null && !speaker.isBlank()) {
      whole.append(speaker).append(": ");
    }
    whole.append(text);
    if (caption != null && !caption.isBlank()) {
      whole.append(" (").append(caption).append(')');
    }
    return whole.toString();
  }

  /** SHA-256 of {@link #of}, as it stands in {@link Embedding#contentHash()}. */
  public static String hash(Memory.Content content) {
    return Ids.contentHash(of(content));
  }
}
