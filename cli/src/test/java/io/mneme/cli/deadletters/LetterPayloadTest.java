package io.mneme.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Json;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LetterPayloadTest {
  private static final String SAID = "secretwords";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void namesAndTimesOfATurnAreShownAndWhatWasSaidIsNot() {
    Intent turn =
        new Intent.TurnRecorded(
            "chat-7", Role.USER, SAID, SAID, SAID, Map.of(SAID, Map.of(SAID, SAID)));

    String masked = LetterPayload.masked(Json.write(event(turn)));

    assertThat(masked)
        .contains("turn_recorded", "chat-7", "acme", "ana", "2026-01-02", "11 characters")
        .doesNotContain(SAID);
  }

  @Test
  void stateOfASessionIsHidden() {
    Intent touched = new Intent.SessionTouched("s1", Map.of(SAID, SAID, "n", 1234567));

    String masked = LetterPayload.masked(Json.write(event(touched)));

    assertThat(masked).contains("s1", "2 fields").doesNotContain(SAID).doesNotContain("1234567");
  }

  @Test
  void whatCannotBeReadIsHiddenWhole() {
    assertThat(masked("{\"text\": \"" + SAID)).contains("no JSON").doesNotContain(SAID);
    assertThat(masked("\"" + SAID + "\"")).contains("no JSON object").doesNotContain(SAID);
    assertThat(masked("{\"" + SAID + " \": \"" + SAID + "\"}")).doesNotContain(SAID);
    assertThat(masked("{\"user\": \"" + SAID + " and more\"}")).doesNotContain(SAID);
    assertThat(LetterPayload.masked(null)).isEqualTo("none");
  }

  @Test
  void quotationsInACauseAreHidden() {
    assertThat(LetterPayload.maskedCause("Unrecognized token '" + SAID + "': was expecting JSON"))
        .isEqualTo("Unrecognized token '***': was expecting JSON");
  }

  private static Event event(Intent intent) {
    return new Event(new UUID(1, 2), "acme", "ana", NOW, NOW, intent);
  }

  private static String masked(String value) {
    return LetterPayload.masked(value.getBytes(StandardCharsets.UTF_8));
  }
}
