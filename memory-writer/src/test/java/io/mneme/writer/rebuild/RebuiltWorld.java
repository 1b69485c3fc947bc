package io.mneme.writer.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.mneme.devstack.Addresses;
import io.mneme.devstack.Deployable;
import io.mneme.platform.Failpoints;
import io.mneme.platform.Outage;
import io.mneme.platform.ServiceMain;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Subject;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.cold.ObjectStores;
import io.mneme.storage.cold.S3Account;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresTierStore;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.storage.verify.StateDump;
import io.mneme.storage.verify.StateItem;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.testkit.Backends;
import io.mneme.writer.Restatement;
import io.mneme.writer.WriterMain;
import io.mneme.writer.live.EventLog;
import io.mneme.writer.live.Kept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Real backends, a live writer, a mover's hand, and an administrator's. */
final class RebuiltWorld implements AutoCloseable {
  static final int PARTITIONS = 3;
  private static final Instant DECIDED_AT = Instant.parse("2024-02-03T04:05:06Z");

  final Addresses addresses;
  final EventLog log;
  final Kept kept;
  final ObjectStore objects;
  private final Backends backends = Backends.shared();
  private final RecordPublisher publisher;
  private final PostgresPool asMover;
  private final PostgresPool asWriter;
  private final ApplicationContext writer;

  RebuiltWorld() {
    backends.freshTopics(PARTITIONS);
    addresses = backends.freshAddresses();
    log = new EventLog(addresses.kafkaBootstrap(), PARTITIONS);
    objects =
        ObjectStores.open(
            "s3://" + addresses.objects().bucket(),
            S3Account.of(
                addresses.objects().endpoint(),
                "us-east-1",
                addresses.objects().accessKey(),
                addresses.objects().secretKey()));
    kept = new Kept(addresses.postgres(), objects);
    publisher = new RecordPublisher(PublisherConfig.of(addresses.kafkaBootstrap()));
    asMover = pool(Deployable.MIGRATOR);
    asWriter = pool(Deployable.WRITER);
    writer = ServiceMain.start(WriterMain.SERVICE, properties());
  }

  private PostgresPool pool(Deployable as) {
    Addresses.Postgres database = addresses.postgres();
    return PostgresPool.open(
        PostgresConfig.of(database.url(), as.databaseUser(), database.password()));
  }

  /** The settings of a live writer, and of a rebuild. */
  Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("mneme.kafka.bootstrap", addresses.kafkaBootstrap());
    properties.put("mneme.postgres.url", addresses.postgres().url());
    properties.put("mneme.postgres.user", Deployable.WRITER.databaseUser());
    properties.put("mneme.postgres.password", addresses.postgres().password());
    properties.put("mneme.administrator.user", backends.postgresAdmin().user());
    properties.put("mneme.administrator.password", backends.postgresAdmin().password());
    properties.put("mneme.redis.url", addresses.redisUrl());
    properties.put("mneme.redis.command-max", "2s");
    properties.put("mneme.objects.url", "s3://" + addresses.objects().bucket());
    properties.put("mneme.s3.endpoint", addresses.objects().endpoint());
    properties.put("mneme.s3.access-key", addresses.objects().accessKey());
    properties.put("mneme.s3.secret-key", addresses.objects().secretKey());
    properties.put("mneme.embedder.kind", "stub");
    properties.put("mneme.writer.poll-max", "50ms");
    properties.put("micronaut.server.port", -1);
    return properties;
  }

  /**
   * The same for a rebuild while nothing is written: no writer has just committed what Redis does
   * not know, and none is waited for.
   */
  Map<String, Object> quiet() {
    Map<String, Object> properties = properties();
    properties.put("mneme.rebuild.late-writers-max", "10ms");
    return properties;
  }

  /** The same as variables of a process. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(addresses.environmentOf(Deployable.WRITER));
    environment.put("MNEME_POSTGRES_ADMIN_USER", backends.postgresAdmin().user());
    environment.put("MNEME_POSTGRES_ADMIN_PASSWORD", backends.postgresAdmin().password());
    environment.put("MNEME_EMBEDDER", "stub");
    return environment;
  }

  /** Moves memories as the mover does, and announces it as the mover does. */
  void move(Subject subject, Tier from, Tier to, List<UUID> memories) throws Outage {
    List<TierMove> moves = new ArrayList<>();
    List<MemoryKey> keys = new ArrayList<>();
    for (UUID id : memories) {
      moves.add(
          new TierMove(
              subject.tenant(), subject.user(), id, from, to, TierMove.Reason.AGED, DECIDED_AT));
      keys.add(new MemoryKey(subject, id));
    }
    new PostgresTierStore(asMover, objects).move(moves);
    new Restatement(new PostgresWriteStore(asWriter, new ColdReader(objects)), publisher).of(keys);
  }

  /** Everything the store holds. */
  List<StateItem> dump() {
    List<StateItem> items = new ArrayList<>();
    new StateDump(
            addresses.postgres().url(),
            Deployable.WRITER.databaseUser(),
            addresses.postgres().password())
        .read(items::add);
    return items;
  }

  /** Every table, index, policy, grant and function the services find, in words. */
  List<String> catalogue() throws SQLException {
    String sql =
        """
        select 'relation ' || relname::text || ' ' || relkind::text || ' '
            || relrowsecurity::text || relforcerowsecurity::text || ' ' || pg_get_userbyid(relowner)::text || ' '
            || coalesce(relacl::text, '') || ' ' || coalesce(obj_description(oid), '')
          from pg_class where relnamespace = 'public'::regnamespace
        union all
        select 'index ' || indexdef from pg_indexes where schemaname = 'public'
        union all
        select 'policy ' || tablename::text || ' ' || policyname::text || ' ' || roles::text || ' '
            || coalesce(qual, '')
          from pg_policies where schemaname = 'public'
        union all
        select 'function ' || proname::text || ' ' || coalesce(proconfig::text, '') || ' '
            || coalesce(proacl::text, '') || ' ' || pg_get_userbyid(proowner)::text
          from pg_proc where pronamespace = 'public'::regnamespace
        union all
        select 'migration ' || installed_rank::text || ' ' || script || ' ' || coalesce(checksum, 0)::text
          from public.flyway_schema_history
        union all
        select 'role ' || rolname::text || ' ' || has_schema_privilege(rolname, 'public', 'usage')::text
            || has_schema_privilege(rolname, 'public', 'create')::text
          from pg_roles where rolname like 'mneme%'
        order by 1
        """;
    return texts(sql);
  }

  /** The first column of what an administrator sees. */
  List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = administrator();
        Statement statement = connection.createStatement();
        java.sql.ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** A task in a process of its own, which dies there. */
  String dieAt(String place, String... task) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-Xmx256m",
                RebuildMain.class.getName()));
    command.addAll(List.of(task));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(Failpoints.VARIABLE, place);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(Failpoints.EXIT_KILLED);
    return said;
  }

  /** Damage, by hand. */
  int execute(String sql) throws SQLException {
    try (Connection connection = administrator();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  Connection administrator() throws SQLException {
    return DriverManager.getConnection(
        addresses.postgres().url(),
        backends.postgresAdmin().user(),
        backends.postgresAdmin().password());
  }

  @Override
  public void close() {
    writer.close();
    asMover.close();
    asWriter.close();
    publisher.close();
    objects.close();
    kept.close();
    log.close();
  }
}
