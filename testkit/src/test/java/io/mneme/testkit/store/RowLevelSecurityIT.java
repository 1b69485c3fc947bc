package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.EVE;
import static io.mneme.testkit.store.Samples.move;
import static io.mneme.testkit.store.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.devstack.Addresses;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryScope;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresTierStore;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.storage.write.CommitResult;
import io.mneme.testkit.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The second wall: what the reader's role sees of every table there is, with statements that forget
 * to name a subject. The tables are taken from the catalogue, so a new one cannot be left out.
 */
final class RowLevelSecurityIT {
  private static final Set<String> SUBJECT_TABLES =
      Set.of(
          "memory",
          "memory_version",
          "subject",
          "forgotten",
          "conversation",
          "session",
          "session_verdict",
          "erasure");

  /** No tenant in them, or not for readers. */
  private static final Set<String> OTHER_TABLES =
      Set.of(
          "event_ledger",
          "writer_progress",
          "generation",
          "outbox",
          "cold_object",
          "tier_history",
          "unconsolidated",
          "flyway_schema_history");

  /** What every tenant may read; it has no conversations and no sessions. */
  private static final Set<String> GLOBAL_TABLES =
      Set.of("memory", "memory_version", "subject", "forgotten", "erasure");

  private static final Subject SHARED = MemoryScope.SHARED.subject(ADA.tenant(), "");
  private static final Subject GLOBAL = MemoryScope.GLOBAL.subject(ADA.tenant(), "");
  private static final Subject NOBODYS = new Subject(MemoryScope.GLOBAL_TENANT, "ada");

  private static final String DENIED = "42501";
  private static final long DENIED_ROWS = -1;

  private Addresses.Postgres database;

  @BeforeEach
  void fillEverySubjectTable() {
    database = Backends.shared().freshDatabase();
    PostgresConfig writer = PostgresConfig.of(database.url(), "mneme_writer", database.password());
    PostgresConfig mover = PostgresConfig.of(database.url(), "mneme_mover", database.password());
    InMemoryObjectStore objects = new InMemoryObjectStore();
    try (PostgresPool writing = PostgresPool.open(writer);
        PostgresPool moving = PostgresPool.open(mover)) {
      PostgresWriteStore store = new PostgresWriteStore(writing, new ColdReader(objects));
      long offset = 0;
      for (Subject subject : List.of(ADA, BOB, EVE, SHARED, GLOBAL, NOBODYS)) {
        BatchBuilder births = batch(0, offset);
        List<Memory> memories = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          Memory memory = turn(subject, new Position(0, offset + i), "trip", i);
          memories.add(memory);
          births.remember(memory);
        }
        births
            .forgetOnRequest(memories.getFirst())
            .revise(memories.getLast(), Samples.corrected(memories.getLast(), "another"))
            .turns(subject, "trip", 4)
            .session(subject, "s", Map.of("a", 1), Samples.START)
            .refusedSession(subject, "s", null);
        assertThat(store.commit(births.build())).isInstanceOf(CommitResult.Committed.class);
        new PostgresTierStore(moving, objects)
            .move(
                List.of(
                    move(memories.get(1), Tier.HOT, Tier.WARM),
                    move(memories.get(2), Tier.HOT, Tier.COLD)));
        offset += 8;
      }
    }
  }

  @Test
  void every_table_there_is_has_its_place_in_this_test() throws SQLException {
    try (Connection admin = admin()) {
      assertThat(parents(admin)).containsOnlyKeys(all(SUBJECT_TABLES, OTHER_TABLES));
    }
  }

  @Test
  void row_level_security_is_forced_on_every_table_with_subjects_and_on_every_leaf()
      throws SQLException {
    try (Connection admin = admin();
        PreparedStatement statement =
            admin.prepareStatement(
                """
                select c.relname, c.relrowsecurity and c.relforcerowsecurity as walled,
                  pg_get_userbyid(c.relowner) as owner
                from pg_class c
                where c.relnamespace = 'public'::regnamespace
                  and c.relkind in ('r', 'p')
                  and (c.relispartition or exists (
                    select from pg_attribute a
                    where a.attrelid = c.oid and a.attname in ('tenant', 'user_id')))
                """);
        ResultSet rows = statement.executeQuery()) {
      int tables = 0;
      while (rows.next()) {
        tables++;
        assertThat(rows.getBoolean("walled")).as(rows.getString("relname")).isTrue();
        assertThat(rows.getString("owner")).isEqualTo("mneme_owner");
      }
      assertThat(tables).isGreaterThan(25);
    }
  }

  @Test
  void no_role_of_a_service_can_go_round_the_wall() throws SQLException {
    try (Connection admin = admin();
        PreparedStatement statement =
            admin.prepareStatement(
                """
                select rolname from pg_roles
                where rolname like 'mneme\\_%'
                  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
                    or pg_has_role(rolname, 'mneme_owner', 'member') and rolname <> 'mneme_owner')
                """);
        ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void a_reader_that_names_nobody_sees_no_row_of_any_subject() throws SQLException {
    try (Connection reader = as("mneme_reader")) {
      for (String table : SUBJECT_TABLES) {
        assertThat(rows(reader, table)).as(table).isZero();
      }
    }
  }

  @Test
  void a_reader_whose_transaction_ended_sees_nothing_in_the_next() throws SQLException {
    try (Connection reader = as("mneme_reader")) {
      become(reader, ADA.tenant(), ADA.user());
      assertThat(rows(reader, "memory")).isEqualTo(3);
      reader.commit();

      for (String table : SUBJECT_TABLES) {
        assertThat(rows(reader, table)).as(table).isZero();
      }
    }
  }

  @Test
  void a_reader_that_names_half_a_subject_sees_nothing() throws SQLException {
    try (Connection reader = as("mneme_reader")) {
      for (String[] half : new String[][] {{"acme", ""}, {"", "ada"}, {"acme", "%"}, {"", ""}}) {
        become(reader, half[0], half[1]);
        for (String table : SUBJECT_TABLES) {
          assertThat(rows(reader, table)).as(table).isZero();
        }
        reader.rollback();
      }
    }
  }

  @Test
  void a_reader_sees_its_own_subject_and_no_other_whatever_the_statement_forgot()
      throws SQLException {
    for (Subject subject : List.of(ADA, BOB, EVE, SHARED)) {
      try (Connection reader = as("mneme_reader")) {
        become(reader, subject.tenant(), subject.user());
        for (String table : SUBJECT_TABLES) {
          assertThat(rows(reader, table)).as(table).isPositive();
          assertThat(rows(reader, table + others(subject))).as(table).isZero();
        }
      }
    }
  }

  @Test
  void what_is_global_is_read_by_its_own_policy_alone_and_only_when_it_is_named()
      throws SQLException {
    try (Connection reader = as("mneme_reader")) {
      become(reader, GLOBAL.tenant(), GLOBAL.user());
      for (String table : SUBJECT_TABLES) {
        assertThat(rows(reader, table) > 0).as(table).isEqualTo(GLOBAL_TABLES.contains(table));
        assertThat(rows(reader, table + others(GLOBAL))).as(table).isZero();
      }
      reader.commit();
      become(reader, NOBODYS.tenant(), NOBODYS.user());
      for (String table : SUBJECT_TABLES) {
        assertThat(rows(reader, table)).as(table).isZero();
      }
    }
    try (Connection admin = admin();
        Statement statement = admin.createStatement()) {
      statement.execute("drop policy global_scope on memory");
    }
    try (Connection reader = as("mneme_reader")) {
      become(reader, GLOBAL.tenant(), GLOBAL.user());
      assertThat(rows(reader, "memory")).isZero();
    }
  }

  @Test
  void nobody_reads_a_leaf_past_its_parent() throws SQLException {
    List<String> leaves = new ArrayList<>();
    try (Connection admin = admin();
        PreparedStatement statement =
            admin.prepareStatement(
                "select relid::text from pg_partition_tree('memory') where level > 0");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        leaves.add(rows.getString(1));
      }
    }
    assertThat(leaves).hasSizeGreaterThan(20);
    for (String role : List.of("mneme_reader", "mneme_writer", "mneme_mover")) {
      try (Connection connection = as(role)) {
        become(connection, ADA.tenant(), ADA.user());
        connection.commit();
        for (String leaf : leaves) {
          assertThat(rows(connection, leaf)).as(role + " on " + leaf).isEqualTo(DENIED_ROWS);
          connection.rollback();
        }
      }
    }
  }

  @Test
  void a_reader_learns_the_keys_of_its_own_tenants_objects_and_nothing_else_of_them()
      throws SQLException {
    try (Connection reader = as("mneme_reader")) {
      assertThat(rows(reader, "cold_object")).isZero();
      become(reader, EVE.tenant(), EVE.user());
      assertThat(rows(reader, "cold_object")).isEqualTo(1);
      assertThat(rows(reader, "(select tenant from cold_object) o")).isEqualTo(DENIED_ROWS);
    }
  }

  @Test
  void a_reader_reads_no_table_that_is_not_for_it_and_writes_none() throws SQLException {
    try (Connection reader = as("mneme_reader")) {
      for (String table :
          List.of(
              "event_ledger",
              "outbox",
              "tier_history",
              "unconsolidated",
              "flyway_schema_history")) {
        assertThat(rows(reader, table)).as(table).isEqualTo(DENIED_ROWS);
        reader.rollback();
      }
      become(reader, ADA.tenant(), ADA.user());
      reader.commit();
      for (String table : all(SUBJECT_TABLES, OTHER_TABLES)) {
        assertThatThrownBy(
                () -> {
                  try (Statement statement = reader.createStatement()) {
                    statement.executeUpdate("delete from " + table);
                  }
                })
            .as(table)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
        reader.rollback();
      }
    }
  }

  private static String others(Subject subject) {
    return " where (tenant, user_id) <> ('%s', '%s')".formatted(subject.tenant(), subject.user());
  }

  private static Set<String> all(Set<String> one, Set<String> other) {
    Set<String> all = new java.util.TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private static Map<String, Boolean> parents(Connection admin) throws SQLException {
    Map<String, Boolean> tables = new TreeMap<>();
    try (PreparedStatement statement =
            admin.prepareStatement(
                """
                select relname, relrowsecurity from pg_class
                where relnamespace = 'public'::regnamespace
                  and relkind in ('r', 'p', 'v', 'm', 'f')
                  and not relispartition
                """);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        tables.put(rows.getString(1), rows.getBoolean(2));
      }
    }
    return tables;
  }

  /** Rows a role sees, or {@link #DENIED_ROWS}. */
  private static long rows(Connection connection, String from) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      if (!DENIED.equals(e.getSQLState())) {
        throw e;
      }
      return DENIED_ROWS;
    }
  }

  private static void become(Connection connection, String tenant, String user)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select set_config('mneme.tenant', ?, true), set_config('mneme.user', ?, true)")) {
      statement.setString(1, tenant);
      statement.setString(2, user);
      statement.executeQuery();
    }
  }

  private Connection as(String role) throws SQLException {
    Connection connection = DriverManager.getConnection(database.url(), role, database.password());
    connection.setAutoCommit(false);
    return connection;
  }

  private Connection admin() throws SQLException {
    Backends.PostgresAdmin admin = Backends.shared().postgresAdmin();
    return DriverManager.getConnection(database.url(), admin.user(), admin.password());
  }
}
