package io.mneme.storage.rebuild;

import io.mneme.storage.Revisions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Numbers the rebuilt store after every edition the live one has, so that no revision is ever given
 * twice. Reads the live subjects once.
 */
final class NumberGeneration {
  private static final String SQL =
      """
      update rebuilt.generation
      set number = 1 + greatest(
        (select number from public.generation),
        (select coalesce(max(revision) >> %d, 0) from public.subject))
      returning number::text
      """
          .formatted(Revisions.COUNT_BITS);

  private NumberGeneration() {}

  /** Its number. */
  static long on(Connection connection) throws SQLException {
    List<String> numbers = Statements.texts(connection, SQL);
    return Long.parseLong(numbers.getFirst());
  }
}
