package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives rebuilt memories the tier, version and time that were announced for their content; the
 * status follows from the log. A cold one stays whole in the warm tier until {@link CarryTiers}
 * finds its stub. Reads both tables.
 */
final class CarryAnnounced {
  private static final String SQL =
      """
      update rebuilt.memory n
      set tier = case a.tier when 'cold' then 'warm' else a.tier end,
        version = a.version, updated_at = a.updated_at
      from (
        select distinct on (tenant, user_id, memory_id) *
        from rebuilt.announced
        order by tenant, user_id, memory_id, seq desc) a
      where n.tenant = a.tenant
        and n.user_id = a.user_id
        and n.memory_id = a.memory_id
        and n.content_hash = a.content_hash
        and n.version <= a.version
      """;

  private CarryAnnounced() {}

  static int on(Connection connection) throws SQLException {
    Statements.script(connection, "analyze rebuilt.announced; analyze rebuilt.memory");
    return Statements.change(connection, SQL);
  }
}
