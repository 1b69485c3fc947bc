package io.mneme.reader.database;

import io.mneme.schemas.Position;
import java.util.Collection;
import java.util.Map;

/** What a database must have to be asked a question. */
public sealed interface Need {

  /** Everything that was committed: only the primary is known to have that. */
  record Newest() implements Need {}

  /** Everything but the last moments, as long as the bound on lag allows. */
  record Recent() implements Need {}

  /** These writes, and otherwise like {@link Recent}. */
  record Writes(Collection<Position> positions) implements Need {}

  /**
   * Whether a database with this progress of the writer may be asked when no better one answers.
   */
  default boolean isCoveredBy(Map<Integer, Long> progress) {
    return switch (this) {
      case Newest _, Recent _ -> true;
      case Writes(Collection<Position> positions) ->
          positions.stream()
              .allMatch(write -> progress.getOrDefault(write.partition(), 0L) > write.offset());
    };
  }
}
