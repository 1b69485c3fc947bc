package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives rebuilt memories the tier, version and time the live store has for the same content, and a
 * cold one its stub, where its object is known to be whole. Where the model is another, the stub
 * keeps the new vector, since the object has the old one. Twice: of everything while the live store
 * works on, and of what has changed since while it stands still; so the standstill is short.
 */
final class CarryTiers {
  private static final String SET =
      """
      update rebuilt.memory n
      set tier = o.tier, status = o.status, version = o.version, updated_at = o.updated_at,
        text = case o.tier when 'cold' then null else coalesce(n.text, o.text) end,
        caption = case o.tier when 'cold' then null else coalesce(n.caption, o.caption) end,
        metadata = case o.tier when 'cold' then null else coalesce(n.metadata, o.metadata) end,
        entities = case o.tier when 'cold' then null else coalesce(n.entities, o.entities) end,
        dates = case o.tier when 'cold' then null else coalesce(n.dates, o.dates) end,
        embedding = case
          when o.tier = 'cold' and o.model = n.model and o.embedding is null then null
          else coalesce(n.embedding, o.embedding)
        end,
        tokens = case
          when o.tier = 'cold' and o.model = n.model and o.embedding is null then null
          else coalesce(n.tokens, o.tokens)
        end,
        signature = case
          when o.tier <> 'cold' then null
          when o.model = n.model then o.signature
          else coalesce(binary_quantize(n.embedding), n.signature)
        end,
        object_key = o.object_key, object_row = o.object_row
      """;

  private static final String SAME =
      """
      where n.tenant = o.tenant
        and n.user_id = o.user_id
        and n.memory_id = o.memory_id
        and n.content_hash = o.content_hash
        and (o.tier <> 'cold' or exists (
          select from public.cold_object c
          where c.object_key = o.object_key and c.state = 'verified'))
        and (n.tier, n.status, n.version, n.updated_at)
          is distinct from (o.tier, o.status, o.version, o.updated_at)
      """;

  /** Before the rows, so that what changes meanwhile has another revision later. */
  private static final String LOOK =
      """
      create temporary table seen as
      select o.tenant, o.user_id, o.revision as live, n.revision as rebuilt
      from public.subject o
      join rebuilt.subject n on n.tenant = o.tenant and n.user_id = o.user_id
      """;

  private static final String EVERYTHING =
      SET + " from public.memory o " + SAME + " and n.version <= o.version";

  private static final String CHANGED =
      """
      create temporary table changed as
      select o.tenant, o.user_id
      from public.subject o
      join rebuilt.subject n on n.tenant = o.tenant and n.user_id = o.user_id
      left join seen s on s.tenant = o.tenant and s.user_id = o.user_id
      where s.live is distinct from o.revision
        or s.rebuilt is distinct from n.revision
      """;

  private static final String OF_CHANGED =
      SET
          + " from changed c join public.memory o on o.tenant = c.tenant and o.user_id = c.user_id "
          + SAME;

  private static final String OF_STAGED =
      SET
          + " from staged c join public.memory o on o.tenant = c.tenant and o.user_id = c.user_id "
          + SAME
          + " and n.version <= o.version";

  private CarryTiers() {}

  /** Of the subjects of {@link StageSubjects}, while nobody changes them. */
  static int ofStaged(Connection connection) throws SQLException {
    return Statements.change(connection, OF_STAGED);
  }

  /** While the live store works on; a version seen here may be ahead of what is rebuilt. */
  static int ofEverything(Connection connection) throws SQLException {
    Statements.script(connection, LOOK);
    return Statements.change(connection, EVERYTHING);
  }

  /** While the live store stands still, at the same place of the log. */
  static int ofChanged(Connection connection) throws SQLException {
    Statements.script(connection, "drop table if exists changed");
    Statements.script(connection, CHANGED);
    Statements.script(connection, "analyze changed");
    return Statements.change(connection, OF_CHANGED);
  }
}
