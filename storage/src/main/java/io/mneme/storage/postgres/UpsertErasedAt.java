package io.mneme.storage.postgres;

import io.mneme.storage.Revisions;
import io.mneme.storage.write.Batch.Erasure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** Writes down when subjects were erased; the latest stays. Uses subject_pkey. */
final class UpsertErasedAt {
  private static final String SQL =
      """
      insert into subject (tenant, user_id, revision, erased_at)
      select tenant, user_id, g.number << %d, max(erased_at::timestamptz)
      from unnest(?, ?, ?) as t (tenant, user_id, erased_at), generation g
      group by tenant, user_id, g.number
      order by tenant, user_id
      on conflict (tenant, user_id) do update
        set erased_at = greatest(subject.erased_at, excluded.erased_at)
      """
          .formatted(Revisions.COUNT_BITS);

  private UpsertErasedAt() {}

  static void on(Connection connection, Collection<Erasure> erasures) throws SQLException {
    if (erasures.isEmpty()) {
      return;
    }
    long subjects = erasures.stream().map(Erasure::subject).distinct().count();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, erasures, e -> e.subject().tenant()));
      statement.setArray(2, ColumnArrays.texts(connection, erasures, e -> e.subject().user()));
      statement.setArray(
          3, ColumnArrays.texts(connection, erasures, e -> e.acceptedAt().toString()));
      int written = statement.executeUpdate();
      if (written != subjects) {
        throw new IllegalStateException("wrote %d of %d".formatted(written, subjects));
      }
    }
  }
}
