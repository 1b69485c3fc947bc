package io.mneme.house.documentation;

import io.mneme.house.Setting;
import java.util.List;
import java.util.stream.Collectors;

/** Writes docs/configuration.md from the services' application.yml files. */
final class ConfigurationPage {
  private static final String INTRODUCTION =
      """
      # Configuration

      <!-- Written from the application.yml files by ConfigurationPageTest. Edit those. -->

      Every setting has an environment variable. Where it is not set, the default holds. Durations are written `500ms`, `30s`, `1m`,
      `7d`. A key under `mneme.` that no service knows stops it at start, with a sentence that names it.

      These hold for every service:

      | variable | default | what it is |
      |---|---|---|
      | `MNEME_HTTP_HOST` | `127.0.0.1` | address to listen on; `0.0.0.0` in a container |
      | `MNEME_HTTP_IDLE_MAX` | `30s` | a connection on which nothing moves in either direction is closed after this long |
      | `MNEME_LOG_LEVEL` | `INFO` | level of Mneme's own log lines |
      | `MNEME_FAILPOINT` | | for tests only: the step at which the process halts with exit code 137 |
      """;

  private ConfigurationPage() {}

  static String of(List<String> services) {
    return INTRODUCTION
        + services.stream().map(ConfigurationPage::section).collect(Collectors.joining());
  }

  private static String section(String service) {
    return Setting.of(service).stream()
        .map(ConfigurationPage::row)
        .collect(
            Collectors.joining(
                "",
                "\n## "
                    + service
                    + "\n\n| key | variable | default | what it is |\n|---|---|---|---|\n",
                ""));
  }

  private static String row(Setting setting) {
    String standard = setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`";
    return "| `%s` | `%s` | %s | %s |\n"
        .formatted(
            setting.key(), setting.variable(), standard, setting.comment().replace("|", "\\|"));
  }
}
