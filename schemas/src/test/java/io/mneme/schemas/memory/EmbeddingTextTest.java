package io.mneme.schemas.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Ids;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmbeddingTextTest {

  @Test
  void speakerTextAndCaptionStandInOneLine() {
    assertThat(EmbeddingText.of(content("Look at this!", "a red bicycle", "Mira")))
        .isEqualTo("Mira: Look at this! (a red bicycle)");
  }

  @Test
  void whatIsAbsentOrBlankLeavesNoTrace() {
    assertThat(EmbeddingText.of(content("Look at this!", null, null))).isEqualTo("Look at this!");
    assertThat(EmbeddingText.of(content("Look at this!", " ", ""))).isEqualTo("Look at this!");
  }

  @Test
  void hashIsTheHashOfTheEmbeddedText() {
    assertThat(EmbeddingText.hash(content("Hello", null, "Mira")))
        .isEqualTo(Ids.contentHash("Mira: Hello"));
  }

  private static Memory.Content content(
      String text, @Nullable String caption, @Nullable String speaker) {
    return new Memory.Content(
        text, caption, speaker, null, null, null, Map.of(), List.of(), List.of());
  }
}
