package io.mneme.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class KeyFormTest {
  private final KeyForm form = KeyForm.make("dev", new SplittableRandom(1));

  @Test
  void aKeyReadsBackAsItWasMade() {
    assertThat(form.text()).matches(KeyForm.REGEX).hasSize(6 + 4 + 13 + 38);
    assertThat(KeyForm.parse(form.text())).contains(form);
  }

  @Test
  void aTypingErrorIsSeenWithoutAskingAnybody() {
    String text = form.text();
    for (int i = "mneme_dev_".length(); i < text.length(); i++) {
      char other = text.charAt(i) == 'a' ? 'b' : 'a';
      String typo = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(KeyForm.parse(typo)).as(typo).isEmpty();
    }
  }

  @Test
  void junkIsNoKey() {
    assertThat(KeyForm.parse("")).isEmpty();
    assertThat(KeyForm.parse(form.text() + "x")).isEmpty();
    assertThat(KeyForm.parse(form.text().replace("dev", "test"))).isEmpty();
    assertThatThrownBy(() -> new KeyForm("dev", "short", "short"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSecretIsNeverPrinted() {
    assertThat(form.toString()).doesNotContain(form.secret());
    assertThat(form.secretSha256()).matches("[0-9a-f]{64}").doesNotContain(form.secret());
  }
}
