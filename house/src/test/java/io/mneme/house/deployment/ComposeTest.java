package io.mneme.house.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.mneme.house.Repository;
import io.mneme.house.Setting;
import io.mneme.house.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docker-compose.yml cannot be run everywhere, so it is read: it agrees with the code. */
class ComposeTest {
  private static final ComposeFile COMPOSE = ComposeFile.read();
  private static final Pattern ADDRESS = Pattern.compile("([a-z][a-z-]*):(\\d{2,5})");
  private static final Pattern TAG = Pattern.compile(".+:[^:/]*\\d[^:/]*");

  static List<String> ours() {
    return COMPOSE.ours();
  }

  static List<String> services() {
    return Repository.services();
  }

  static Set<String> everything() {
    return COMPOSE.services().keySet();
  }

  @Test
  void everyServiceOfTheBuildIsStarted() {
    assertThat(services()).hasSize(4);
    assertThat(ours()).containsExactlyInAnyOrderElementsOf(with(services(), "setup"));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void imageHasATagThatDoesNotMove(String name) {
    assertThat(COMPOSE.service(name).path("image").asText()).matches(TAG);
  }

  @ParameterizedTest
  @MethodSource("ours")
  void imageIsBuiltFromAModuleAndItsMain(String name) {
    String module = COMPOSE.module(name);
    String main = COMPOSE.service(name).at("/build/args/MAIN").asText();

    assertThat(Repository.modules()).contains(module);
    assertThat(
            Repository.ROOT
                .resolve(module)
                .resolve("target/classes")
                .resolve(main.replace('.', '/') + ".class"))
        .exists();
    assertThat(Repository.ROOT.resolve(COMPOSE.service(name).at("/build/dockerfile").asText()))
        .exists();
  }

  @ParameterizedTest
  @MethodSource("ours")
  void everyVariableItSetsIsOneTheServiceReads(String name) {
    assertThat(Variables.readBy(COMPOSE.module(name)))
        .containsAll(COMPOSE.environment(name).keySet());
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyVariableThatPointsAtThisMachineIsSet(String service) {
    assertThat(COMPOSE.environment(service).keySet()).containsAll(Variables.neededBy(service));
    assertThat(COMPOSE.environment(service)).containsEntry("MNEME_HTTP_HOST", "0.0.0.0");
  }

  @ParameterizedTest
  @MethodSource("services")
  void portIsTheOneOfItsSettingsAndIsExposed(String service) {
    String port = setting(service, "MNEME_HTTP_PORT").standard();

    assertThat(COMPOSE.environment(service)).containsEntry("MNEME_HTTP_PORT", port);
    assertThat(COMPOSE.exposed(service)).containsExactly(Integer.parseInt(port));
  }

  @ParameterizedTest
  @MethodSource("services")
  void databaseUserIsTheOneOfItsSettings(String service) {
    Map<String, String> environment = COMPOSE.environment(service);
    if (environment.containsKey("MNEME_POSTGRES_USER")) {
      assertThat(environment)
          .containsEntry("MNEME_POSTGRES_USER", setting(service, "MNEME_POSTGRES_USER").standard());
      assertThat(environment.get("MNEME_POSTGRES_PASSWORD"))
          .isEqualTo(COMPOSE.environment("setup").get("MNEME_POSTGRES_SERVICES_PASSWORD"));
    }
  }

  @ParameterizedTest
  @MethodSource("ours")
  void everyAddressItIsGivenIsAServiceOfThisFile(String name) {
    COMPOSE
        .environment(name)
        .forEach((variable, value) -> {
          Matcher address = ADDRESS.matcher(value);
          while (address.find()) {
            assertThat(everything()).as(variable + "=" + value).contains(address.group(1));
          }
        });
    assertThat(COMPOSE.environment(name)).isNotEmpty();
  }

  @Test
  void gatewayReadsFromTheReadersPort() {
    assertThat(COMPOSE.environment("api-gateway").get("MNEME_READER_URL"))
        .isEqualTo("http://memory-reader:" + COMPOSE.exposed("memory-reader").getFirst());
  }

  @ParameterizedTest
  @MethodSource("everything")
  void whatItWaitsForExistsAndCanSaySo(String name) {
    COMPOSE
        .service(name)
        .path("depends_on")
        .properties()
        .forEach(dependency -> {
          JsonNode other = COMPOSE.service(dependency.getKey());
          if (dependency.getValue().path("condition").asText().equals("service_healthy")) {
            assertThat(other.has("healthcheck") || other.has("build"))
                .as("%s has a health check for %s", dependency.getKey(), name)
                .isTrue();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("everything")
  void everyFileItMountsExists(String name) {
    for (JsonNode volume : COMPOSE.service(name).path("volumes")) {
      String source = volume.asText().split(":", 2)[0];
      if (source.startsWith("./")) {
        assertThat(Repository.ROOT.resolve(source).normalize()).exists();
      }
    }
  }

  @Test
  void healthCheckOfTheImageIsAPathOfThePlatform() throws ReflectiveOperationException {
    String dockerfile = Repository.read(Repository.ROOT.resolve("deploy/Dockerfile"));

    assertThat(dockerfile)
        .contains("http://127.0.0.1:${MNEME_HTTP_PORT}" + path("health.HealthController", "ready"));
    assertThat(dockerfile).contains("USER mneme").contains("ARG MODULE").contains("ARG MAIN");
  }

  @Test
  void nginxSendsToServicesAndPortsThatExist() {
    String nginx = Repository.read(Repository.ROOT.resolve("deploy/nginx/nginx.conf"));
    List<String> upstreams = Repository.findAll(Pattern.compile("upstream (\\S+) \\{"), nginx);

    assertThat(Repository.findAll(Pattern.compile("proxy_pass http://([^;/]+)"), nginx))
        .isNotEmpty()
        .isSubsetOf(upstreams);
    assertThat(addressed(Repository.findAll(Pattern.compile("server (\\S+:\\d+);"), nginx)))
        .containsExactly("api-gateway");
    assertThat(Repository.findAll(Pattern.compile("listen (\\d+);"), nginx))
        .containsExactly("8080");
    assertThat(COMPOSE.service("nginx").path("ports").get(0).asText()).endsWith(":8080");
  }

  @Test
  void prometheusAsksEveryServiceForItsMetrics() throws ReflectiveOperationException {
    JsonNode config =
        Yaml.parse(Repository.read(Repository.ROOT.resolve("deploy/prometheus/prometheus.yml")));
    JsonNode job = config.at("/scrape_configs/0");
    List<String> targets = new ArrayList<>();
    job.at("/static_configs/0/targets").forEach(target -> targets.add(target.asText()));

    assertThat(addressed(targets)).containsExactlyInAnyOrderElementsOf(services());
    assertThat(job.path("metrics_path").asText())
        .isEqualTo(path("health.MetricsController", "metrics"));
  }

  private static List<String> addressed(List<String> addresses) {
    List<String> names = new ArrayList<>();
    for (String address : addresses) {
      Matcher parts = ADDRESS.matcher(address);
      assertThat(parts.matches()).as(address).isTrue();
      assertThat(COMPOSE.exposed(parts.group(1))).contains(Integer.parseInt(parts.group(2)));
      names.add(parts.group(1));
    }
    return names;
  }

  private static Setting setting(String service, String variable) {
    return Setting.of(service).stream()
        .filter(setting -> setting.variable().equals(variable))
        .findFirst()
        .orElseThrow(() -> new AssertionError(service + " has no setting for " + variable));
  }

  private static String path(String controller, String method) throws ReflectiveOperationException {
    Class<?> type = Class.forName("io.mneme.platform." + controller);
    String action = type.getDeclaredMethod(method).getAnnotation(Get.class).value();
    String base = type.getAnnotation(Controller.class).value();
    return action.equals("/") ? base : base + action;
  }

  private static List<String> with(List<String> names, String another) {
    List<String> all = new ArrayList<>(names);
    all.add(another);
    return all;
  }
}
