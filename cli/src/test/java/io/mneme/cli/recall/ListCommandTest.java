package io.mneme.cli.recall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mneme.cli.client.MemoryPage;
import io.mneme.cli.client.RecalledMemory;
import io.mneme.schemas.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListCommandTest {
  private static final int COLUMNS = 100;

  private static final String TEA =
      """
      {"memory_id": "6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f", "text": "Tea at four.", "tier": "warm",
       "speaker": "Ana", "occurred_at": "2026-05-01T10:00:00Z"}
      """;

  @Test
  void aMemoryIsALineWithTheIdThatOtherCommandsWant() throws JsonProcessingException {
    assertThat(ListCommand.text(page(null, TEA), COLUMNS).lines())
        .containsExactly(
            "when        who  tier  memory                                text",
            "2026-05-01  Ana  warm  6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f  Tea at four.");
  }

  @Test
  void whereThereIsMoreTheLastLineSaysHowToGoOn() throws JsonProcessingException {
    assertThat(ListCommand.text(page("abc.def", TEA), COLUMNS).lines().toList().getLast())
        .isEqualTo("There is more: add --cursor abc.def");
  }

  @Test
  void nothingIsSaidInWords() throws JsonProcessingException {
    assertThat(ListCommand.text(page(null), COLUMNS).strip())
        .isEqualTo("Nothing is remembered that fits.");
  }

  private static MemoryPage page(@Nullable String next, String... memories)
      throws JsonProcessingException {
    String all = "[" + String.join(",", memories) + "]";
    return new MemoryPage(
        Json.mapper().createObjectNode(),
        List.of(Json.mapper().readValue(all, RecalledMemory[].class)),
        next);
  }
}
