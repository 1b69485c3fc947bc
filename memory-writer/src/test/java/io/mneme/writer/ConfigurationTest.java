package io.mneme.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.mneme.embedding.ModelShelf;
import io.mneme.platform.KafkaConfig;
import io.mneme.platform.ServiceMain;
import io.mneme.writer.bulk.FeederConfig;
import io.mneme.writer.config.AdministratorSettings;
import io.mneme.writer.config.EmbedderSettings;
import io.mneme.writer.config.ObjectSettings;
import io.mneme.writer.config.PostgresSettings;
import io.mneme.writer.config.RebuildSettings;
import io.mneme.writer.config.RedisSettings;
import io.mneme.writer.config.S3Settings;
import io.mneme.writer.config.WriterConfig;
import io.mneme.writer.consolidation.ConsolidationConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The settings of application.yml: their defaults, their variables, and what is refused. */
class ConfigurationTest {
  private static final Path SETTINGS = Path.of("src", "main", "resources", "application.yml");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(MNEME_\\w+):");

  @Test
  void theDefaultsAreThoseOfALaptop() {
    try (ApplicationContext context = context(Map.of())) {
      assertThat(context.getBean(KafkaConfig.class)).isEqualTo(new KafkaConfig("127.0.0.1:9092"));
      assertThat(context.getBean(WriterConfig.class))
          .isEqualTo(new WriterConfig(500, Duration.ofMillis(500), Duration.ofSeconds(10)));
      assertThat(context.getBean(FeederConfig.class))
          .isEqualTo(new FeederConfig(32, 2, Duration.ofSeconds(10), 0, Duration.ofMillis(5)));
      assertThat(context.getBean(ConsolidationConfig.class))
          .isEqualTo(
              new ConsolidationConfig(
                  true, 0.92, 10_000, true, Duration.ofMinutes(1), Duration.ofHours(1), 100));
      assertThat(context.getBean(PostgresSettings.class))
          .isEqualTo(
              new PostgresSettings(
                  "jdbc:postgresql://127.0.0.1:5432/mneme",
                  "mneme_writer",
                  "mneme",
                  4,
                  Duration.ofSeconds(3),
                  Duration.ofSeconds(30)));
      assertThat(context.getBean(RebuildSettings.class))
          .isEqualTo(new RebuildSettings(Duration.ofSeconds(2)));
      assertThat(context.getBean(RedisSettings.class))
          .isEqualTo(new RedisSettings("redis://127.0.0.1:6379", Duration.ofMillis(100)));
      assertThat(context.getBean(ObjectSettings.class))
          .isEqualTo(new ObjectSettings("file:///tmp/mneme-objects"));
      assertThat(context.getBean(S3Settings.class))
          .isEqualTo(new S3Settings("", "", "", "us-east-1"));
      assertThat(context.getBean(EmbedderSettings.class))
          .isEqualTo(new EmbedderSettings("onnx", "", "", "", ""));
    }
  }

  @Test
  void everySettingHasAVariableThatReachesIt() throws IOException {
    Map<String, Object> variables = new TreeMap<>();
    variables.put("MNEME_HTTP_PORT", "1");
    variables.put("MNEME_KAFKA_BOOTSTRAP", "kafka:2");
    variables.put("MNEME_POSTGRES_URL", "jdbc:postgresql://db/three");
    variables.put("MNEME_POSTGRES_USER", "four");
    variables.put("MNEME_POSTGRES_PASSWORD", "five");
    variables.put("MNEME_POSTGRES_CONNECTIONS_MAX", "6");
    variables.put("MNEME_POSTGRES_ACQUIRE_MAX", "7s");
    variables.put("MNEME_POSTGRES_STATEMENT_MAX", "8s");
    variables.put("MNEME_POSTGRES_ADMIN_USER", "root");
    variables.put("MNEME_POSTGRES_ADMIN_PASSWORD", "secret");
    variables.put("MNEME_REBUILD_LATE_WRITERS_MAX", "28s");
    variables.put("MNEME_REDIS_URL", "redis://nine");
    variables.put("MNEME_REDIS_COMMAND_MAX", "10s");
    variables.put("MNEME_OBJECTS_URL", "s3://eleven");
    variables.put("MNEME_S3_ENDPOINT", "http://s3:12");
    variables.put("MNEME_S3_ACCESS_KEY", "thirteen");
    variables.put("MNEME_S3_SECRET_KEY", "fourteen");
    variables.put("MNEME_S3_REGION", "fifteen");
    variables.put("MNEME_EMBEDDER", "http");
    variables.put("MNEME_EMBEDDER_URL", "http://sixteen");
    variables.put("MNEME_EMBEDDER_MODEL", "seventeen");
    variables.put("MNEME_EMBEDDER_API_KEY", "eighteen");
    variables.put("MNEME_EMBEDDER_DIMENSIONS", "19");
    variables.put("MNEME_WRITER_BATCH_RECORDS_MAX", "20");
    variables.put("MNEME_WRITER_POLL_MAX", "21s");
    variables.put("MNEME_WRITER_SESSION_MAX", "22s");
    variables.putAll(bulk());
    variables.putAll(consolidation());
    assertThat(variables.keySet()).isEqualTo(variablesOfSettings());

    try (ApplicationContext context = context(variables)) {
      assertThat(context.getProperty("micronaut.server.port", Integer.class)).contains(1);
      assertThat(context.getBean(KafkaConfig.class)).isEqualTo(new KafkaConfig("kafka:2"));
      assertThat(context.getBean(PostgresSettings.class))
          .isEqualTo(
              new PostgresSettings(
                  "jdbc:postgresql://db/three",
                  "four",
                  "five",
                  6,
                  Duration.ofSeconds(7),
                  Duration.ofSeconds(8)));
      assertThat(context.getBean(AdministratorSettings.class))
          .isEqualTo(new AdministratorSettings("root", "secret"));
      assertThat(context.getBean(RebuildSettings.class))
          .isEqualTo(new RebuildSettings(Duration.ofSeconds(28)));
      assertThat(context.getBean(RedisSettings.class))
          .isEqualTo(new RedisSettings("redis://nine", Duration.ofSeconds(10)));
      assertThat(context.getBean(ObjectSettings.class))
          .isEqualTo(new ObjectSettings("s3://eleven"));
      assertThat(context.getBean(S3Settings.class))
          .isEqualTo(new S3Settings("http://s3:12", "thirteen", "fourteen", "fifteen"));
      assertThat(context.getBean(EmbedderSettings.class))
          .isEqualTo(new EmbedderSettings("http", "http://sixteen", "seventeen", "eighteen", "19"));
      assertThat(context.getBean(WriterConfig.class))
          .isEqualTo(new WriterConfig(20, Duration.ofSeconds(21), Duration.ofSeconds(22)));
      assertThat(context.getBean(FeederConfig.class))
          .isEqualTo(new FeederConfig(23, 7, Duration.ofSeconds(8), 24, Duration.ofSeconds(25)));
      assertThat(context.getBean(ConsolidationConfig.class))
          .isEqualTo(
              new ConsolidationConfig(
                  false, 0.26, 27, false, Duration.ofSeconds(28), Duration.ofSeconds(29), 30));
    }
  }

  private static Map<String, String> bulk() {
    return Map.of(
        "MNEME_BULK_STEP_RECORDS_MAX", "23",
        "MNEME_BULK_STEP_RECORDS_BESIDE_MAX", "7",
        "MNEME_BULK_QUIET_AFTER", "8s",
        "MNEME_BULK_LAG_RECORDS_MAX", "24",
        "MNEME_BULK_LOOK_AGAIN", "25s");
  }

  private static Map<String, String> consolidation() {
    return Map.of(
        "MNEME_CONSOLIDATION_ENABLED", "false",
        "MNEME_CONSOLIDATION_SIMILARITY_MIN", "0.26",
        "MNEME_CONSOLIDATION_SUBJECT_MEMORIES_MAX", "27",
        "MNEME_CONSOLIDATION_BACKGROUND", "false",
        "MNEME_CONSOLIDATION_EVERY", "28s",
        "MNEME_CONSOLIDATION_AFTER", "29s",
        "MNEME_CONSOLIDATION_SUBJECTS_MAX", "30");
  }

  @Test
  void aSettingThatCannotBeMeantIsRefusedByName() {
    assertRefused(WriterConfig.class, "MNEME_WRITER_BATCH_RECORDS_MAX", "0", "batch-records-max");
    assertRefused(WriterConfig.class, "MNEME_WRITER_POLL_MAX", "0s", "mneme.writer.poll-max");
    assertRefused(WriterConfig.class, "MNEME_WRITER_SESSION_MAX", "0s", "mneme.writer.session-max");
    assertRefused(FeederConfig.class, "MNEME_BULK_STEP_RECORDS_MAX", "1", "step-records-max");
    assertRefused(
        FeederConfig.class, "MNEME_BULK_STEP_RECORDS_BESIDE_MAX", "0", "step-records-beside-max");
    assertRefused(ConsolidationConfig.class, "MNEME_CONSOLIDATION_EVERY", "0s", "every");
    assertRefused(ConsolidationConfig.class, "MNEME_CONSOLIDATION_AFTER", "-1s", "after");
    assertRefused(
        ConsolidationConfig.class, "MNEME_CONSOLIDATION_SUBJECTS_MAX", "0", "subjects-max");
    assertRefused(
        ConsolidationConfig.class, "MNEME_CONSOLIDATION_SIMILARITY_MIN", "0", "similarity-min");
    assertRefused(PostgresSettings.class, "MNEME_POSTGRES_URL", "db", "mneme.postgres.url");
    assertRefused(PostgresSettings.class, "MNEME_POSTGRES_CONNECTIONS_MAX", "0", "connections-max");
    assertRefused(RedisSettings.class, "MNEME_REDIS_URL", "db", "mneme.redis.url");
    assertRefused(RedisSettings.class, "MNEME_REDIS_COMMAND_MAX", "0s", "mneme.redis.command-max");
    assertRefused(
        RebuildSettings.class, "MNEME_REBUILD_LATE_WRITERS_MAX", "0s", "late-writers-max");
    assertRefused(ModelShelf.class, "MNEME_EMBEDDER", "oracle", "onnx, http or stub");
    assertRefused(ModelShelf.class, "MNEME_EMBEDDER_DIMENSIONS", "many", "must be a number");
  }

  @Test
  void aModelWhoseVectorsTheSchemaDoesNotKeepIsRefused() {
    Map<String, Object> variables =
        Map.of("MNEME_EMBEDDER", "stub", "MNEME_EMBEDDER_DIMENSIONS", "768");
    try (ApplicationContext context = context(variables)) {
      assertThatThrownBy(() -> context.getBean(ModelShelf.class))
          .hasStackTraceContaining("the schema keeps 384");
    }
  }

  @Test
  void anUnknownKeyStopsTheStart() {
    assertThatThrownBy(
            () -> ServiceMain.start(WriterMain.SERVICE, Map.of("mneme.writer.batch-records", 7)))
        .hasMessageContaining("mneme.writer.batch-records is not known");
  }

  @Test
  void secretsAreNeverPrinted() {
    Duration any = Duration.ofSeconds(1);
    assertThat(new PostgresSettings("jdbc:postgresql:x", "u", "hidden", 1, any, any).toString())
        .doesNotContain("hidden");
    assertThat(new S3Settings("e", "a", "hidden", "r").toString()).doesNotContain("hidden");
    assertThat(new EmbedderSettings("http", "u", "m", "hidden", "1").toString())
        .doesNotContain("hidden");
  }

  private static void assertRefused(Class<?> type, String variable, String value, String named) {
    try (ApplicationContext context = context(Map.of(variable, value))) {
      assertThatThrownBy(() -> context.getBean(type)).hasStackTraceContaining(named);
    }
  }

  private static ApplicationContext context(Map<String, Object> variables) {
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .environmentPropertySource(false)
        .properties(variables)
        .properties(Map.of("micronaut.application.name", WriterMain.SERVICE))
        .start();
  }

  private static Set<String> variablesOfSettings() throws IOException {
    Set<String> variables = new TreeSet<>();
    VARIABLE
        .matcher(Files.readString(SETTINGS, StandardCharsets.UTF_8))
        .results()
        .forEach(match -> variables.add(match.group(1)));
    return variables;
  }
}
