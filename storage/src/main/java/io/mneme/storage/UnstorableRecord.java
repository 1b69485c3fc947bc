package io.mneme.storage;

import io.mneme.schemas.Position;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record holds what no store can keep, and never will: U+0000 or half a surrogate pair in a text,
 * a vector of another length, a name too long for an index. It belongs in the dead letters; its
 * neighbours do not.
 */
public final class UnstorableRecord extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Position position;

  public UnstorableRecord(@Nullable Position position, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.position = position;
  }

  /** Which event it is; empty when only the database noticed: then try the events one by one. */
  public Optional<Position> position() {
    return Optional.ofNullable(position);
  }
}
