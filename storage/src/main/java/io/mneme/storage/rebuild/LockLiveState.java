package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Lets nobody change the live state until the transaction ends; everyone goes on reading it. In the
 * order a writer takes them, so that neither waits for the other for ever.
 */
final class LockLiveState {
  private static final String SQL =
      """
      set local lock_timeout = '5s';
      lock table public.writer_progress in exclusive mode;
      lock table public.cold_object in exclusive mode;
      lock table public.subject in exclusive mode;
      lock table public.session in exclusive mode;
      lock table public.erasure in exclusive mode;
      """;

  private LockLiveState() {}

  static void on(Connection connection) throws SQLException {
    Statements.script(connection, SQL);
  }
}
