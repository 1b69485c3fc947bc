package io.mneme.storage.verify;

import io.mneme.storage.cold.ColdStub;
import io.mneme.storage.verify.StateItem.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Every row of a kind with the digest of its fields, computed where it lies. Reads and sorts a
 * whole table, without holding it: rows come a page at a time.
 *
 * <p>Left out is what another building of the same state may have otherwise: revisions, the bytes
 * of vectors (model and content hash stand for them) and where an object lies. Of a cold memory its
 * stub is compared: its id stands for its event, its hash for the words in its object.
 */
final class SelectItems {
  private static final int PAGE_ROWS = 10_000;

  private static final String MEMORIES =
      """
      select tenant, user_id, memory_id::text as name, tier, kind, status, version, text, caption,
        speaker, role, conversation, turn, metadata, entities, dates,
        occurred_at, created_at, updated_at, event_id, ordinal, log_partition, log_offset,
        coalesce(model, (select model from generation)) as model,
        left(content_hash, %d) as content_hash, absorbed_by
      from memory
      """
          .formatted(ColdStub.HASH_DIGITS);

  /** Vectors left out, as those of memories are. */
  private static final String SUPERSEDED =
      """
      select tenant, user_id,
        memory_id::text || '@' || lpad(changed_offset::text, 19, '0') as name,
        changed_partition, changed_by, known_until, kind, text, caption,
        speaker, role, conversation, turn, metadata, entities, dates,
        occurred_at, created_at, event_id, ordinal, log_partition, log_offset,
        model, content_hash
      from memory_version
      """;

  private static final String FORGOTTEN =
      """
      select tenant, user_id, memory_id::text as name
      from forgotten
      """;

  private static final String CONVERSATIONS =
      """
      select tenant, user_id, name, turns
      from conversation
      """;

  private static final String SESSIONS =
      """
      select tenant, user_id, name, state, touched_at, event_id, log_partition, log_offset
      from session
      """;

  private SelectItems() {}

  static void on(Connection connection, Kind kind, Consumer<StateItem> taker) throws SQLException {
    String rows =
        switch (kind) {
          case MEMORY -> MEMORIES;
          case SUPERSEDED -> SUPERSEDED;
          case FORGOTTEN -> FORGOTTEN;
          case CONVERSATION -> CONVERSATIONS;
          case SESSION -> SESSIONS;
        };
    String sql =
        """
        select tenant, user_id, name,
          encode(sha256(convert_to(row_to_json(i)::text, 'UTF8')), 'hex')
        from (%s) as i
        order by tenant collate "C", user_id collate "C", name collate "C"
        """
            .formatted(rows);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(PAGE_ROWS);
      try (ResultSet items = statement.executeQuery()) {
        while (items.next()) {
          taker.accept(
              new StateItem(
                  kind,
                  items.getString(1),
                  items.getString(2),
                  items.getString(3),
                  items.getString(4)));
        }
      }
    }
  }
}
