package io.mneme.cli.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.cli.console.CommandFailed;
import io.mneme.cli.console.Shell;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {
  private final StringWriter asked = new StringWriter();

  private Confirmation confirmation(boolean watched, String answer) {
    return new Confirmation(
        new Shell(
            Map.of(),
            new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
            watched,
            InstantSource.fixed(Instant.EPOCH),
            new Random(7)),
        new PrintWriter(asked));
  }

  @Test
  void whoSaysYesIsMeant() {
    assertThatCode(() -> confirmation(true, "yes\n").ask("This erases 3."))
        .doesNotThrowAnyException();
    assertThat(asked.toString()).contains("This erases 3.", "Type \"yes\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "y\n", "no\n", "YES please\n"})
  void whoSaysAnythingElseIsNot(String answer) {
    assertThatThrownBy(() -> confirmation(true, answer).ask("This erases 3."))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("Nothing was erased.");
  }

  @Test
  void whereNobodyIsThereNothingIsAskedAndNothingDone() {
    assertThatThrownBy(() -> confirmation(false, "yes\n").ask("This erases 3."))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("This erases 3.")
        .hasMessageContaining("add --yes");
    assertThat(asked.toString()).isEmpty();
  }
}
