package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Brings what stands in no log: the inventory of objects and where its numbers go on, what is still
 * to be announced, the receipts of what was erased as they were given, what the tiers held hour by
 * hour, whose facts nobody has looked through; lets go the sessions and the verdicts on their
 * writes that expired.
 */
final class CarryTheRest {
  private static final String SQL =
      """
      truncate rebuilt.outbox;
      insert into rebuilt.outbox select * from public.outbox;
      truncate rebuilt.cold_object;
      insert into rebuilt.cold_object select * from public.cold_object;
      select setval(
        pg_get_serial_sequence('rebuilt.cold_object', 'object_id'),
        nextval(pg_get_serial_sequence('public.cold_object', 'object_id')));
      truncate rebuilt.erasure;
      insert into rebuilt.erasure select * from public.erasure;
      truncate rebuilt.tier_history;
      insert into rebuilt.tier_history select * from public.tier_history;
      truncate rebuilt.unconsolidated;
      insert into rebuilt.unconsolidated select * from public.unconsolidated;
      delete from rebuilt.session n
      where n.touched_at < now() - interval '24 hours'
        and not exists (
          select from public.session o
          where o.tenant = n.tenant and o.user_id = n.user_id and o.name = n.name);
      delete from rebuilt.session_verdict v
      where v.accepted_at < now() - interval '24 hours';
      update rebuilt.generation set began_at = now();
      drop table rebuilt.announced;
      """;

  private CarryTheRest() {}

  static void on(Connection connection) throws SQLException {
    Statements.script(connection, SQL);
  }
}
