package io.mneme.storage.rebuild;

import io.mneme.storage.cold.ColdStub;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives rebuilt memories the tier, version and time the live store has for the same content, and a
 * cold one its stub, where its object is known to be whole. Where the model is another, the stub
 * keeps the new vector, since the object has the old one. The status is not carried: it follows
 * from the log. Twice: of everything while the live store works on, and of what has changed since
 * while it stands still; so the standstill is short.
 */
final class CarryTiers {
  /** Whether the object has the vector the rebuilt memory has, so that the stub needs none. */
  private static final String OBJECT_HAS_VECTOR =
      """
      o.tier = 'cold' and o.embedding is null
          and coalesce(o.model, (select g.model from public.generation g))
            = coalesce(n.model, (select g.model from rebuilt.generation g))\
      """;

  /**
   * A live stub has none of status, time and source: the rebuilt one then has none either, but for
   * the event of one that another answers for.
   */
  private static final String SET =
      """
      update rebuilt.memory n
      set tier = o.tier, version = o.version, updated_at = o.updated_at,
        status = case
          when o.tier = 'cold' then null
          when n.absorbed_by is null then 'active'
          else 'archived'
        end,
        kind = case o.tier
          when 'cold' then nullif(n.kind, 'episodic')
          else coalesce(n.kind, 'episodic')
        end,
        ordinal = case o.tier when 'cold' then nullif(n.ordinal, 0) else coalesce(n.ordinal, 0) end,
        event_id = case
          when o.tier = 'cold' and n.absorbed_by is null then null
          else coalesce(n.event_id, o.event_id)
        end,
        log_partition =
          case o.tier when 'cold' then null else coalesce(n.log_partition, o.log_partition) end,
        log_offset = case o.tier when 'cold' then null else coalesce(n.log_offset, o.log_offset) end,
        speaker = case o.tier when 'cold' then null else coalesce(n.speaker, o.speaker) end,
        role = case o.tier when 'cold' then null else coalesce(n.role, o.role) end,
        text = case o.tier when 'cold' then null else coalesce(n.text, o.text) end,
        caption = case o.tier when 'cold' then null else coalesce(n.caption, o.caption) end,
        metadata = case o.tier when 'cold' then null else coalesce(n.metadata, o.metadata) end,
        entities = case o.tier when 'cold' then null else coalesce(n.entities, o.entities) end,
        dates = case o.tier when 'cold' then null else coalesce(n.dates, o.dates) end,
        model = case when %1$s then null else coalesce(n.model, o.model) end,
        content_hash = case
          when %1$s then left(n.content_hash, %2$d)
          when length(n.content_hash) < length(o.content_hash) then o.content_hash
          else n.content_hash
        end,
        embedding = case when %1$s then null else coalesce(n.embedding, o.embedding) end,
        tokens = case when %1$s then null else coalesce(n.tokens, o.tokens) end,
        signature = case
          when o.tier <> 'cold' then null
          when %1$s then o.signature
          else coalesce(binary_quantize(coalesce(n.embedding, o.embedding)), n.signature)
        end,
        object_id = o.object_id, object_row = o.object_row
      """
          .formatted(OBJECT_HAS_VECTOR, ColdStub.HASH_DIGITS);

  private static final String SAME =
      """
      where n.tenant = o.tenant
        and n.user_id = o.user_id
        and n.memory_id = o.memory_id
        and left(n.content_hash, %1$d) = left(o.content_hash, %1$d)
        and (o.tier <> 'cold' or exists (
          select from public.cold_object c
          where c.object_id = o.object_id and c.state = 'verified'))
        and (n.tier, n.version, n.updated_at)
          is distinct from (o.tier, o.version, o.updated_at)
      """
          .formatted(ColdStub.HASH_DIGITS);

  /** What a stub names, so that catching up can read it. */
  private static final String OBJECTS =
      "insert into rebuilt.cold_object select * from public.cold_object";

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
    int carried = Statements.change(connection, EVERYTHING);
    Statements.change(connection, OBJECTS);
    return carried;
  }

  /** While the live store stands still, at the same place of the log. */
  static int ofChanged(Connection connection) throws SQLException {
    Statements.script(connection, "drop table if exists changed");
    Statements.script(connection, CHANGED);
    Statements.script(connection, "analyze changed");
    return Statements.change(connection, OF_CHANGED);
  }
}
