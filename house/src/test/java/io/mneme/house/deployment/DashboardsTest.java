package io.mneme.house.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mneme.house.Repository;
import io.mneme.house.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dashboards and alerts ask for what the services publish. */
class DashboardsTest {
  private static final Path DASHBOARD =
      Repository.ROOT.resolve("deploy/grafana/dashboards/mneme.json");
  private static final Path ALERTS = Repository.ROOT.resolve("deploy/prometheus/alerts.yml");
  private static final Pattern METRIC = Pattern.compile("\\b(mneme_[a-z_0-9]+)");

  @Test
  void everyPanelShowsAMetricOfTheCode() {
    assertThat(Metrics.published())
        .containsAll(Repository.findAll(METRIC, Repository.read(DASHBOARD)));
  }

  @Test
  void everyAlertWatchesAMetricOfTheCode() {
    List<String> watched = Repository.findAll(METRIC, Repository.read(ALERTS));

    assertThat(watched).isNotEmpty();
    assertThat(Metrics.published()).containsAll(watched);
  }

  @Test
  void everyAlertOfTheRequirementsIsThereAndSaysWhatToDo() {
    JsonNode rules = Yaml.parse(Repository.read(ALERTS)).at("/groups/0/rules");
    Set<String> names = new HashSet<>();
    rules.forEach(rule -> {
      names.add(rule.path("alert").asText());
      assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
      assertThat(rule.at("/annotations/action").asText()).isNotBlank();
      assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
    });

    assertThat(names)
        .contains(
            "ServiceDown",
            "ErrorRate",
            "SlowAnswers",
            "QueueDepth",
            "Cpu",
            "Memory",
            "RedisUnreachable");
  }

  @Test
  void panelsHaveDistinctIdsAndStandBesideEachOther() throws IOException {
    JsonNode panels = new ObjectMapper().readTree(Repository.read(DASHBOARD)).path("panels");
    Set<Integer> ids = new HashSet<>();
    Set<String> places = new HashSet<>();

    assertThat(panels)
        .isNotEmpty()
        .allSatisfy(panel -> {
          assertThat(ids.add(panel.path("id").asInt())).isTrue();
          assertThat(places.add(panel.path("gridPos").toString())).isTrue();
        });
  }
}
