package io.mneme.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.mneme.platform.KafkaConfig;
import io.mneme.reader.config.BreakerSettings;
import io.mneme.reader.config.EmbedderSettings;
import io.mneme.reader.config.ObjectSettings;
import io.mneme.reader.config.PostgresSettings;
import io.mneme.reader.config.RankingConfig;
import io.mneme.reader.config.ReaderConfig;
import io.mneme.reader.config.RedisSettings;
import io.mneme.reader.config.ReplicaSettings;
import io.mneme.reader.config.S3Settings;
import io.mneme.reader.rank.RankWeights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The settings of application.yml: their defaults, their variables, and what is refused. */
class ConfigurationTest {
  private static final Path SETTINGS = Path.of("src", "main", "resources", "application.yml");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(MNEME_\\w+):");

  @Test
  void theDefaultsAreThoseOfTheDocumentation() {
    try (ApplicationContext context = context(Map.of("MNEME_EMBEDDER", "stub"))) {
      assertThat(context.getBean(BreakerSettings.class))
          .isEqualTo(
              new BreakerSettings(
                  Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(60)));
      assertThat(context.getBean(ReaderConfig.class))
          .isEqualTo(
              new ReaderConfig(
                  Duration.ofSeconds(2),
                  128L << 20,
                  Duration.ofMinutes(30),
                  8,
                  2_000,
                  24,
                  10_000,
                  ""));
      assertThat(ranking(context, RankingConfig.WORD_BY_WORD).weights())
          .isEqualTo(RankWeights.WORD_BY_WORD);
      assertThat(ranking(context, RankingConfig.AS_A_WHOLE).weights())
          .isEqualTo(RankWeights.AS_A_WHOLE);
      assertThat(context.getBean(PostgresSettings.class))
          .isEqualTo(
              new PostgresSettings(
                  "jdbc:postgresql://127.0.0.1:5432/mneme",
                  "mneme_reader",
                  "mneme",
                  16,
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(10)));
      assertThat(context.getBean(ReplicaSettings.class))
          .isEqualTo(
              new ReplicaSettings(
                  "", Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(2)));
      assertThat(context.getBean(RedisSettings.class))
          .isEqualTo(new RedisSettings("redis://127.0.0.1:6379", Duration.ofMillis(100)));
      assertThat(context.getBean(ObjectSettings.class))
          .isEqualTo(new ObjectSettings("file:///tmp/mneme-objects"));
      assertThat(context.getBean(S3Settings.class))
          .isEqualTo(new S3Settings("", "", "", "us-east-1"));
      assertThat(context.getBean(KafkaConfig.class)).isEqualTo(new KafkaConfig("127.0.0.1:9092"));
      assertThat(context.getProperty("micronaut.server.port", Integer.class)).contains(8082);
    }
    assertThat(defaultOf("MNEME_EMBEDDER")).isEqualTo("onnx");
  }

  @Test
  void everySettingHasAVariableThatReachesIt() throws IOException {
    Map<String, Object> variables = everyVariable();
    assertThat(variables.keySet()).isEqualTo(variablesOfSettings());

    try (ApplicationContext context = context(variables)) {
      assertThat(context.getProperty("micronaut.server.port", Integer.class)).contains(1);
      assertThat(context.getBean(KafkaConfig.class)).isEqualTo(new KafkaConfig("127.0.0.1:2"));
      assertThat(context.getBean(PostgresSettings.class))
          .isEqualTo(
              new PostgresSettings(
                  "jdbc:postgresql://db/three",
                  "four",
                  "five",
                  6,
                  Duration.ofSeconds(7),
                  Duration.ofSeconds(8)));
      assertThat(context.getBean(ReplicaSettings.class))
          .isEqualTo(
              new ReplicaSettings(
                  "jdbc:postgresql://db/forty,jdbc:postgresql://db/forty-one",
                  Duration.ofSeconds(42),
                  Duration.ofMillis(430),
                  Duration.ofSeconds(44)));
      assertThat(context.getBean(RedisSettings.class))
          .isEqualTo(new RedisSettings("redis://127.0.0.1:9", Duration.ofSeconds(90)));
      assertThat(context.getBean(ObjectSettings.class))
          .isEqualTo(new ObjectSettings("file:///ten"));
      assertThat(context.getBean(S3Settings.class))
          .isEqualTo(new S3Settings("http://s3:11", "twelve", "thirteen", "fourteen"));
      assertThat(context.getBean(EmbedderSettings.class))
          .isEqualTo(
              new EmbedderSettings("http", "http://embed:15/v1", "sixteen", "seventeen", "384"));
      assertThat(context.getBean(BreakerSettings.class))
          .isEqualTo(
              new BreakerSettings(
                  Duration.ofSeconds(171), Duration.ofSeconds(172), Duration.ofSeconds(173)));
      assertThat(context.getBean(ReaderConfig.class))
          .isEqualTo(
              new ReaderConfig(
                  Duration.ofSeconds(18),
                  190_000,
                  Duration.ofSeconds(20),
                  207,
                  21,
                  211,
                  22,
                  "twenty-three-and-long"));
      assertThat(ranking(context, RankingConfig.WORD_BY_WORD).weights())
          .isEqualTo(new RankWeights(24.5, 25.5, 26.5, 27.5, 28.5, 29.5, 30.5, 31.5, 174.5));
      assertThat(ranking(context, RankingConfig.AS_A_WHOLE).weights())
          .isEqualTo(new RankWeights(32.5, 33.5, 34.5, 35.5, 36.5, 37.5, 38.5, 39.5, 175.5));
    }
  }

  private static RankingConfig ranking(ApplicationContext context, String name) {
    return context.getBean(RankingConfig.class, Qualifiers.byName(name));
  }

  @Test
  void aSettingThatCannotBeMeantIsRefusedByName() {
    assertRefused("MNEME_READER_WAIT_MAX", "-1s", "mneme.reader.wait-max");
    assertRefused("MNEME_READER_PACK_BYTES_MAX", "0", "pack-bytes-max");
    assertRefused("MNEME_READER_QUESTIONS_MAX", "0", "questions-max");
    assertRefused("MNEME_READER_QUESTIONS_WAITING_MAX", "0", "questions-waiting-max");
    assertRefused("MNEME_BREAKER_REDIS_OPEN_FOR", "0s", "redis-open-for");
    assertRefused("MNEME_READER_RECALL_RECORDS_MAX", "0", "recall-records-max");
    assertRefused("MNEME_CURSOR_SECRET", "short", "cursor-secret");
    assertRefused("MNEME_EMBEDDER", "gpu", "MNEME_EMBEDDER");
    assertRefused("MNEME_EMBEDDER_DIMENSIONS", "many", "MNEME_EMBEDDER_DIMENSIONS");
    assertRefused("MNEME_EMBEDDER_DIMENSIONS", "16", "384");
    assertRefused("MNEME_REDIS_URL", "somewhere", "mneme.redis.url");
    assertRefused("MNEME_OBJECTS_URL", "somewhere", "somewhere");
    assertRefused("MNEME_POSTGRES_REPLICA_URLS", "db-2", "mneme.replicas.urls");
    assertRefused("MNEME_POSTGRES_REPLICA_LAG_MAX", "0s", "mneme.replicas.lag-max");
    assertRefused("MNEME_RANK_WORDS", "-1", "mneme.ranking");
    assertRefused("MNEME_RANK_DATE", "-1", "mneme.ranking");
  }

  @Test
  void aRankingWithAMisspeltNameIsRefused() {
    Map<String, Object> misspelt = new TreeMap<>();
    misspelt.put("MNEME_EMBEDDER", "stub");
    misspelt.put("mneme.ranking.word-for-word.words", "1");

    assertThatThrownBy(() -> context(misspelt)).hasStackTraceContaining("word-for-word");
  }

  @Test
  void aSecretIsNeverPrinted() {
    assertThat(
            new ReaderConfig(
                    Duration.ZERO, 1, Duration.ofSeconds(1), 1, 1, 1, 1, "hidden-hidden-hidden")
                .toString())
        .doesNotContain("hidden");
    assertThat(new S3Settings("e", "k", "hidden", "r").toString()).doesNotContain("hidden");
    assertThat(new EmbedderSettings("http", "u", "m", "hidden", "1").toString())
        .doesNotContain("hidden");
    assertThat(
            new PostgresSettings(
                    "u", "n", "hidden", 1, Duration.ofSeconds(1), Duration.ofSeconds(1))
                .toString())
        .doesNotContain("hidden");
  }

  /** Each with a value of its own. */
  private static Map<String, Object> everyVariable() {
    Map<String, Object> variables = new TreeMap<>();
    variables.put("MNEME_HTTP_PORT", "1");
    variables.put("MNEME_KAFKA_BOOTSTRAP", "127.0.0.1:2");
    variables.put("MNEME_POSTGRES_URL", "jdbc:postgresql://db/three");
    variables.put("MNEME_POSTGRES_USER", "four");
    variables.put("MNEME_POSTGRES_PASSWORD", "five");
    variables.put("MNEME_POSTGRES_CONNECTIONS_MAX", "6");
    variables.put("MNEME_POSTGRES_ACQUIRE_MAX", "7s");
    variables.put("MNEME_POSTGRES_STATEMENT_MAX", "8s");
    variables.put("MNEME_REDIS_URL", "redis://127.0.0.1:9");
    variables.put("MNEME_REDIS_COMMAND_MAX", "90s");
    variables.put("MNEME_OBJECTS_URL", "file:///ten");
    variables.put("MNEME_S3_ENDPOINT", "http://s3:11");
    variables.put("MNEME_S3_ACCESS_KEY", "twelve");
    variables.put("MNEME_S3_SECRET_KEY", "thirteen");
    variables.put("MNEME_S3_REGION", "fourteen");
    variables.put("MNEME_EMBEDDER", "http");
    variables.put("MNEME_EMBEDDER_URL", "http://embed:15/v1");
    variables.put("MNEME_EMBEDDER_MODEL", "sixteen");
    variables.put("MNEME_EMBEDDER_API_KEY", "seventeen");
    variables.put("MNEME_EMBEDDER_DIMENSIONS", "384");
    variables.put("MNEME_BREAKER_POSTGRES_OPEN_FOR", "171s");
    variables.put("MNEME_BREAKER_REDIS_OPEN_FOR", "172s");
    variables.put("MNEME_BREAKER_EMBEDDER_OPEN_FOR", "173s");
    variables.put("MNEME_READER_WAIT_MAX", "18s");
    variables.put("MNEME_READER_PACK_READS_MAX", "207");
    variables.put("MNEME_READER_PACK_BYTES_MAX", "190000");
    variables.put("MNEME_READER_PACK_IDLE_MAX", "20s");
    variables.put("MNEME_READER_QUESTIONS_MAX", "21");
    variables.put("MNEME_READER_QUESTIONS_WAITING_MAX", "211");
    variables.put("MNEME_READER_RECALL_RECORDS_MAX", "22");
    variables.put("MNEME_CURSOR_SECRET", "twenty-three-and-long");
    variables.put("MNEME_RANK_MEANING", "24.5");
    variables.put("MNEME_RANK_WORDS", "25.5");
    variables.put("MNEME_RANK_SPEAKER", "26.5");
    variables.put("MNEME_RANK_KIND", "27.5");
    variables.put("MNEME_RANK_DATE", "28.5");
    variables.put("MNEME_RANK_ASKING", "29.5");
    variables.put("MNEME_RANK_ANSWERS", "30.5");
    variables.put("MNEME_RANK_SESSION", "31.5");
    variables.put("MNEME_RANK_GIST", "174.5");
    variables.put("MNEME_RANK_WHOLE_MEANING", "32.5");
    variables.put("MNEME_RANK_WHOLE_WORDS", "33.5");
    variables.put("MNEME_RANK_WHOLE_SPEAKER", "34.5");
    variables.put("MNEME_RANK_WHOLE_KIND", "35.5");
    variables.put("MNEME_RANK_WHOLE_DATE", "36.5");
    variables.put("MNEME_RANK_WHOLE_ASKING", "37.5");
    variables.put("MNEME_RANK_WHOLE_ANSWERS", "38.5");
    variables.put("MNEME_RANK_WHOLE_SESSION", "39.5");
    variables.put("MNEME_RANK_WHOLE_GIST", "175.5");
    variables.put(
        "MNEME_POSTGRES_REPLICA_URLS", "jdbc:postgresql://db/forty,jdbc:postgresql://db/forty-one");
    variables.put("MNEME_POSTGRES_REPLICA_LAG_MAX", "42s");
    variables.put("MNEME_POSTGRES_REPLICA_ACQUIRE_MAX", "430ms");
    variables.put("MNEME_POSTGRES_REPLICA_STATEMENT_MAX", "44s");
    return variables;
  }

  private static void assertRefused(String variable, String value, String named) {
    Map<String, Object> variables = new HashMap<>(Map.of("MNEME_EMBEDDER", "stub"));
    variables.put(variable, value);
    assertThatThrownBy(() -> context(variables).close()).hasStackTraceContaining(named);
  }

  private static ApplicationContext context(Map<String, Object> variables) {
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .environmentPropertySource(false)
        .properties(variables)
        .properties(Map.of("micronaut.application.name", ReaderMain.SERVICE))
        .eagerInitSingletons(true)
        .start();
  }

  private static Set<String> variablesOfSettings() throws IOException {
    Matcher matcher = VARIABLE.matcher(settings());
    Set<String> names = new TreeSet<>();
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static String defaultOf(String variable) {
    Matcher matcher = Pattern.compile("\\$\\{" + variable + ":([^}]*)}").matcher(settings());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String settings() {
    try {
      return Files.readString(SETTINGS, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
