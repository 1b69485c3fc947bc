package io.mneme.house.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.house.Repository;
import io.mneme.house.Setting;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationPageTest {

  static List<String> services() {
    return Repository.services();
  }

  @Test
  void pageIsTheOneTheSettingsGive() throws IOException {
    GeneratedPage.isUpToDate("docs/configuration.md", ConfigurationPage.of(services()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everySettingSaysWhatItIs(String service) {
    assertThat(Setting.of(service))
        .isNotEmpty()
        .allSatisfy(setting ->
            assertThat(setting.comment())
                .as("the comment above %s in application.yml", setting.key())
                .isNotBlank());
  }

  @Test
  void variableMeansTheSameKeyInEveryService() {
    Map<String, String> keys = new HashMap<>();
    for (String service : services()) {
      for (Setting setting : Setting.of(service)) {
        String earlier = keys.putIfAbsent(setting.variable(), setting.key());
        assertThat(setting.key())
            .as("%s in %s", setting.variable(), service)
            .isEqualTo(earlier == null ? setting.key() : earlier);
      }
    }
  }
}
