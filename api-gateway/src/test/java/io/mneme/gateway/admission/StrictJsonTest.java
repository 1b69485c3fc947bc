package io.mneme.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What was sent is what is kept: broken text is refused, odd text is not. */
class StrictJsonTest {

  @Test
  void aReplacementCharacterSomebodySentIsKept() {
    byte[] sent = "{\"text\":\"grüß \uFFFD 👋\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(StrictJson.parse(sent).path("text").textValue()).isEqualTo("grüß \uFFFD 👋");
  }

  @Test
  void aBrokenCharacterIsRefusedByItsPlaceEvenBesideAReplacementCharacter() {
    byte[] sent = "{\"text\":\"\uFFFD abc\"}".getBytes(StandardCharsets.UTF_8);
    sent[14] = (byte) 0xC3;

    assertThatThrownBy(() -> StrictJson.parse(sent))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).problem().detail())
        .asString()
        .contains("not UTF-8", "byte 14");
  }

  @Test
  void halfACharacterAtTheEndIsRefused() {
    byte[] sent = {'"', 'a', (byte) 0xE2, (byte) 0x82};

    assertThatThrownBy(() -> StrictJson.parse(sent))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).problem().detail())
        .asString()
        .contains("not UTF-8");
  }
}
