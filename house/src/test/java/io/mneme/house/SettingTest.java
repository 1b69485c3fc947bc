package io.mneme.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingTest {

  @Test
  void keyVariableDefaultAndCommentAreReadTogether() {
    String yml =
        """
        # about the file

        micronaut:
          server:
            # where clients come in
            port: ${MNEME_HTTP_PORT:8080}
            cors:
              enabled: true
        mneme:
          kafka:
            # addresses, host:port,
            # separated by commas
            bootstrap: ${MNEME_KAFKA_BOOTSTRAP:`127.0.0.1:9092`}
          s3:
            endpoint: ${MNEME_S3_ENDPOINT:}
        """;

    assertThat(Setting.parse(yml))
        .containsExactly(
            new Setting(
                "micronaut.server.port", "MNEME_HTTP_PORT", "8080", "where clients come in"),
            new Setting(
                "mneme.kafka.bootstrap",
                "MNEME_KAFKA_BOOTSTRAP",
                "127.0.0.1:9092",
                "addresses, host:port, separated by commas"),
            new Setting("mneme.s3.endpoint", "MNEME_S3_ENDPOINT", "", ""));
  }
}
