package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Adds to receipts every object of their tenant that holds a line no stub names. A memory that was
 * corrected, promoted or in the middle of a move leaves such a line, and nothing but the object
 * itself says whose it is; so all of them have to go before a receipt is complete. Looked for after
 * a grace, when no move that began before the deletion can still write one. Uses erasure_unfinished
 * and memory_cold_object.
 */
final class TraceErasures {
  private static final String SQL =
      """
      with due as materialized (
        select event_id, tenant from erasure
        where objects_done_at is null
          and objects_traced_at is null
          and deleted_at < now() - make_interval(secs => ?)),
      leaky as materialized (
        select o.tenant, array_agg(o.object_key) as keys
        from cold_object o
        cross join lateral (
          select count(*) as named from memory m
          where m.tier = 'cold' and m.object_id = o.object_id) s
        where o.tenant in (select tenant from due)
          and s.named < o.rows
        group by o.tenant)
      update erasure e
      set objects_traced_at = now(),
        objects = array(
          select unnest(e.objects) union select unnest(coalesce(l.keys, '{}'::text[])))
      from due d
      left join leaky l on l.tenant = d.tenant
      where e.event_id = d.event_id
      """;

  private TraceErasures() {}

  static int on(Connection connection, long graceSeconds) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, graceSeconds);
      return statement.executeUpdate();
    }
  }
}
