package io.mneme.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.mneme.gateway.reads.ReaderConfig;
import io.mneme.platform.ConfigurationCheck;
import io.mneme.platform.ConfigurationProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Every key of application.yml, its default, and what happens to a wrong one. */
final class GatewayConfigTest {

  @Test
  void theDefaultsAreTheDocumentedOnes() {
    try (ApplicationContext context = context(Map.of())) {
      assertThat(context.getBean(GatewayConfig.class))
          .isEqualTo(
              new GatewayConfig(
                  1_048_576,
                  262_144,
                  1_000,
                  4_096,
                  32_768,
                  16_384,
                  65_536,
                  Duration.ofSeconds(3),
                  Duration.ofSeconds(5),
                  33_554_432));
      assertThat(context.getBean(ReaderConfig.class))
          .isEqualTo(
              new ReaderConfig(
                  URI.create("http://127.0.0.1:8082"),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(3)));
    }
  }

  @Test
  void theFileNamesEveryKeyThereIsAndNoOther() throws IOException {
    try (ApplicationContext context = context(Map.of())) {
      assertThat(keysOfTheFile()).isEqualTo(ConfigurationCheck.knownKeys(context));
    }
  }

  @Test
  void aMisspeltKeyIsRefused() {
    try (ApplicationContext context = context(Map.of("mneme.gateway.body-byte-max", 1))) {
      assertThatThrownBy(() -> ConfigurationCheck.refuseUnknownKeys(context))
          .isInstanceOf(ConfigurationProblem.class)
          .hasMessageContaining("mneme.gateway.body-byte-max is not known")
          .hasMessageContaining("mneme.gateway.body-bytes-max");
    }
  }

  @Test
  void anImpossibleValueIsRefusedByName() {
    Map<String, Object> wrong =
        Map.of(
            "mneme.gateway.text-chars-max", 0,
            "mneme.gateway.publish-block-max", "0s",
            "mneme.gateway.publish-buffer-bytes-max", 1_000);
    wrong.forEach((key, value) ->
        assertThatThrownBy(() -> context(Map.of(key, value)))
            .rootCause()
            .hasMessageContaining(key));
    try (ApplicationContext context = context(Map.of("mneme.reader.url", "nowhere"))) {
      assertThatThrownBy(() -> context.getBean(ReaderConfig.class))
          .rootCause()
          .hasMessageContaining("mneme.reader.url");
    }
  }

  /** The real wiring without its server; Kafka is where nobody listens. */
  private static ApplicationContext context(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("mneme.kafka.bootstrap", "127.0.0.1:1");
    all.put("micronaut.application.name", "test");
    return ApplicationContext.builder().properties(all).environmentPropertySource(false).start();
  }

  private static Set<String> keysOfTheFile() throws IOException {
    try (InputStream in = GatewayConfigTest.class.getResourceAsStream("/application.yml")) {
      Map<String, Object> root = new Yaml().load(in);
      Set<String> keys = new TreeSet<>();
      collect("mneme", root.get("mneme"), keys);
      return keys;
    }
  }

  private static void collect(String path, @Nullable Object node, Set<String> keys) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((name, child) -> collect(path + "." + name, child, keys));
    } else {
      keys.add(path);
    }
  }
}
