package io.mneme.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.junit.jupiter.api.Test;

final class StartFailureTest {

  @Test
  void aTakenPortSaysHowToChooseAnother() {
    StartFailure failure =
        StartFailure.of(new IllegalStateException("server", new BindException("Address in use")));

    assertThat(failure.exitCode()).isEqualTo(3);
    assertThat(failure.sentence()).contains("Address in use", "MNEME_HTTP_PORT");
  }

  @Test
  void aWrongSettingIsNamed() {
    StartFailure failure =
        StartFailure.of(
            new RuntimeException(
                "bean", new IllegalArgumentException("mneme.kafka.bootstrap must be host:port")));

    assertThat(failure).isEqualTo(new StartFailure("mneme.kafka.bootstrap must be host:port", 2));
  }

  @Test
  void anythingElseIsSaidByItsInnermostCauseInOneLine() {
    StartFailure failure =
        StartFailure.of(new RuntimeException("outer", new RuntimeException("why\nstack\nstack")));

    assertThat(failure).isEqualTo(new StartFailure("why", 1));
  }
}
