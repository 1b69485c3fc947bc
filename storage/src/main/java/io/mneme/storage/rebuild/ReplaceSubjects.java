package io.mneme.storage.rebuild;

import io.mneme.storage.Revisions;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Puts the rebuilt rows of the subjects of {@link StageSubjects} in the place of the live ones, in
 * the subject's next edition, so that readers let go of what they hold.
 */
final class ReplaceSubjects {
  private static final String COLUMNS =
      """
      tenant, user_id, memory_id, tier, kind, status, version, text, caption, speaker, role,
      conversation, turn, metadata, entities, dates, occurred_at, created_at, updated_at,
      event_id, ordinal, log_partition, log_offset, model, content_hash, embedding, tokens, signature,
      object_id, object_row, absorbed_by
      """;

  private static final String VERSION_COLUMNS =
      """
      tenant, user_id, memory_id, changed_offset, changed_partition, changed_by, known_until,
      kind, text, caption, speaker, role, conversation, turn, metadata, entities, dates,
      occurred_at, created_at, event_id, ordinal, log_partition, log_offset,
      model, content_hash, embedding, tokens
      """;

  private static final String SQL =
      """
      create temporary table edition on commit drop as
      select s.tenant, s.user_id,
        (1 + greatest(
          coalesce(o.revision, 0) >> %1$d,
          (select coalesce(max(m.revision), 0) >> %1$d
            from public.memory m where m.tenant = s.tenant and m.user_id = s.user_id),
          (select number from public.generation))) << %1$d as base
      from staged s
      left join public.subject o on o.tenant = s.tenant and o.user_id = s.user_id;

      delete from public.memory m using staged s
      where m.tenant = s.tenant and m.user_id = s.user_id;
      delete from public.memory_version m using staged s
      where m.tenant = s.tenant and m.user_id = s.user_id;
      delete from public.forgotten m using staged s
      where m.tenant = s.tenant and m.user_id = s.user_id;
      delete from public.conversation m using staged s
      where m.tenant = s.tenant and m.user_id = s.user_id;
      delete from public.session m using staged s
      where m.tenant = s.tenant and m.user_id = s.user_id;

      insert into public.memory (revision, %2$s)
      select base + (revision & ((1::bigint << %1$d) - 1)), %2$s
      from rebuilt.memory join edition using (tenant, user_id);
      insert into public.memory_version (%3$s)
      select %3$s
      from rebuilt.memory_version join edition using (tenant, user_id);
      insert into public.forgotten (tenant, user_id, memory_id, revision)
      select tenant, user_id, memory_id, base + (revision & ((1::bigint << %1$d) - 1))
      from rebuilt.forgotten join edition using (tenant, user_id);
      insert into public.conversation (tenant, user_id, name, turns)
      select tenant, user_id, name, turns
      from rebuilt.conversation join edition using (tenant, user_id);
      insert into public.session
        (tenant, user_id, name, state, touched_at, event_id, log_partition, log_offset)
      select tenant, user_id, name, state, touched_at, event_id, log_partition, log_offset
      from rebuilt.session join edition using (tenant, user_id);

      insert into public.subject (tenant, user_id, revision, erased_at)
      select tenant, user_id, base + (coalesce(n.revision, 1) & ((1::bigint << %1$d) - 1)),
        n.erased_at
      from edition left join rebuilt.subject n using (tenant, user_id)
      on conflict (tenant, user_id) do update
        set revision = excluded.revision, erased_at = excluded.erased_at, cold_revision = null;
      """
          .formatted(Revisions.COUNT_BITS, COLUMNS, VERSION_COLUMNS);

  /** Events that took effect stay so; one that was missing is there again. */
  private static final String LEDGER =
      """
      insert into public.event_ledger (event_id, log_partition, log_offset)
      select event_id, log_partition, log_offset
      from rebuilt.event_ledger
      on conflict (event_id) do nothing
      """;

  private ReplaceSubjects() {}

  static void on(Connection connection) throws SQLException {
    Statements.script(connection, SQL);
    Statements.change(connection, LEDGER);
  }
}
