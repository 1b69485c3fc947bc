package io.mneme.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.mneme.platform.KafkaConfig;
import io.mneme.storage.tier.Upkeep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The settings of application.yml: their defaults, their variables, and what is refused. */
final class ConfigurationTest {
  private static final Path SETTINGS = Path.of("src", "main", "resources", "application.yml");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(MNEME_\\w+):");

  @Test
  void theDefaultsAreThoseOfTheRequirements() {
    try (ApplicationContext context = context(Map.of())) {
      assertThat(context.getBean(TierConfig.class))
          .isEqualTo(
              new TierConfig(
                  Duration.ofDays(7),
                  3,
                  Duration.ofDays(30),
                  1,
                  Duration.ofMinutes(15),
                  "",
                  Duration.ofMinutes(1),
                  10_000,
                  200,
                  Duration.ofSeconds(30)));
      assertThat(context.getBean(UpkeepConfig.class).waits()).isEqualTo(Upkeep.Waits.DEFAULT);
      assertThat(context.getBean(StreamsSettings.class))
          .isEqualTo(
              new StreamsSettings(
                  "/tmp/mneme-tier-job", 1, -1, 0, Duration.ofMillis(500), Duration.ofSeconds(10)));
      assertThat(context.getBean(StoreSettings.Postgres.class))
          .isEqualTo(
              new StoreSettings.Postgres(
                  "jdbc:postgresql://127.0.0.1:5432/mneme", "mneme_mover", "mneme", 3));
      assertThat(context.getBean(StoreSettings.Objects.class))
          .isEqualTo(new StoreSettings.Objects("file:///tmp/mneme-objects"));
      assertThat(context.getBean(StoreSettings.S3.class))
          .isEqualTo(new StoreSettings.S3("", "us-east-1", "", ""));
      assertThat(context.getBean(KafkaConfig.class)).isEqualTo(new KafkaConfig("127.0.0.1:9092"));
    }
  }

  @Test
  void everySettingHasAVariableThatReachesIt() throws IOException {
    Map<String, Object> variables = new TreeMap<>();
    variables.put("MNEME_HTTP_PORT", "1");
    variables.put("MNEME_KAFKA_BOOTSTRAP", "kafka:2");
    variables.put("MNEME_TIER_HOT_FOR", "2s");
    variables.put("MNEME_TIER_HOT_ACCESSES_MIN", "5");
    variables.put("MNEME_TIER_WARM_UNTIL", "4s");
    variables.put("MNEME_TIER_COLD_ACCESSES_MIN", "28");
    variables.put("MNEME_TIER_MOVE_TIMEOUT", "6s");
    variables.put("MNEME_TIER_TENANTS", "acme:hot-for=3s");
    variables.put("MNEME_TIER_PASS_EVERY", "7s");
    variables.put("MNEME_TIER_PASS_DECISIONS_MAX", "8");
    variables.put("MNEME_TIER_MOVE_BATCH_MAX", "9");
    variables.put("MNEME_TIER_HOLDINGS_EVERY", "10s");
    variables.put("MNEME_UPKEEP_EVERY", "26s");
    variables.put("MNEME_UPKEEP_GRACE", "27s");
    variables.put("MNEME_STREAMS_STATE", "/eleven");
    variables.put("MNEME_STREAMS_THREADS", "12");
    variables.put("MNEME_STREAMS_REPLICATION", "3");
    variables.put("MNEME_STREAMS_STANDBYS", "14");
    variables.put("MNEME_STREAMS_COMMIT_EVERY", "15s");
    variables.put("MNEME_STREAMS_SESSION_TIMEOUT", "16s");
    variables.put("MNEME_POSTGRES_URL", "jdbc:postgresql://db/seventeen");
    variables.put("MNEME_POSTGRES_USER", "eighteen");
    variables.put("MNEME_POSTGRES_PASSWORD", "nineteen");
    variables.put("MNEME_POSTGRES_CONNECTIONS_MAX", "20");
    variables.put("MNEME_OBJECTS_URL", "s3://twenty-one");
    variables.put("MNEME_S3_ENDPOINT", "http://s3:22");
    variables.put("MNEME_S3_ACCESS_KEY", "twenty-three");
    variables.put("MNEME_S3_SECRET_KEY", "twenty-four");
    variables.put("MNEME_S3_REGION", "twenty-five");
    assertThat(variables.keySet()).isEqualTo(variablesOfSettings());

    try (ApplicationContext context = context(variables)) {
      assertThat(context.getProperty("micronaut.server.port", Integer.class)).contains(1);
      assertThat(context.getBean(KafkaConfig.class)).isEqualTo(new KafkaConfig("kafka:2"));
      assertThat(context.getBean(TierConfig.class))
          .isEqualTo(
              new TierConfig(
                  Duration.ofSeconds(2),
                  5,
                  Duration.ofSeconds(4),
                  28,
                  Duration.ofSeconds(6),
                  "acme:hot-for=3s",
                  Duration.ofSeconds(7),
                  8,
                  9,
                  Duration.ofSeconds(10)));
      assertThat(context.getBean(UpkeepConfig.class))
          .isEqualTo(new UpkeepConfig(Duration.ofSeconds(26), Duration.ofSeconds(27)));
      assertThat(context.getBean(StreamsSettings.class))
          .isEqualTo(
              new StreamsSettings(
                  "/eleven", 12, 3, 14, Duration.ofSeconds(15), Duration.ofSeconds(16)));
      assertThat(context.getBean(StoreSettings.Postgres.class))
          .isEqualTo(
              new StoreSettings.Postgres(
                  "jdbc:postgresql://db/seventeen", "eighteen", "nineteen", 20));
      assertThat(context.getBean(StoreSettings.Objects.class))
          .isEqualTo(new StoreSettings.Objects("s3://twenty-one"));
      assertThat(context.getBean(StoreSettings.S3.class))
          .isEqualTo(
              new StoreSettings.S3("http://s3:22", "twenty-five", "twenty-three", "twenty-four"));
    }
  }

  @Test
  void aSettingThatCannotBeMeantIsRefusedByName() {
    assertRefused(TierConfig.class, "MNEME_TIER_HOT_FOR", "0s", "mneme.tier.hot-for");
    assertRefused(TierConfig.class, "MNEME_TIER_WARM_UNTIL", "1d", "mneme.tier.warm-until");
    assertRefused(
        TierConfig.class,
        "MNEME_TIER_TENANTS",
        "acme:warm-until=1d",
        "mneme.tier.tenants: acme: warm-until");
    assertRefused(TierConfig.class, "MNEME_TIER_MOVE_BATCH_MAX", "0", "move-batch-max");
    assertRefused(TierConfig.class, "MNEME_TIER_PASS_EVERY", "0s", "mneme.tier.pass-every");
    assertRefused(UpkeepConfig.class, "MNEME_UPKEEP_EVERY", "0s", "mneme.upkeep.every");
    assertRefused(StreamsSettings.class, "MNEME_STREAMS_THREADS", "0", "mneme.streams.threads");
    assertRefused(StreamsSettings.class, "MNEME_STREAMS_REPLICATION", "0", "replication");
    assertRefused(StoreSettings.Postgres.class, "MNEME_POSTGRES_URL", "db", "mneme.postgres.url");
  }

  @Test
  void aPasswordIsNeverPrinted() {
    assertThat(new StoreSettings.Postgres("jdbc:postgresql:x", "u", "hidden", 1).toString())
        .doesNotContain("hidden");
    assertThat(new StoreSettings.S3("e", "r", "k", "hidden").toString()).doesNotContain("hidden");
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
        .properties(Map.of("micronaut.application.name", MigratorMain.SERVICE))
        .start();
  }

  private static Set<String> variablesOfSettings() throws IOException {
    Matcher matcher = VARIABLE.matcher(Files.readString(SETTINGS, StandardCharsets.UTF_8));
    Set<String> names = new TreeSet<>();
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
