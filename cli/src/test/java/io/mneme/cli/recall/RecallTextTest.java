package io.mneme.cli.recall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mneme.cli.client.RecallAnswer;
import io.mneme.cli.client.RecalledMemory;
import io.mneme.schemas.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecallTextTest {
  private static final String MEMORY =
      """
      {"memory_id": "6f1c0d4e-2b3a-5c7d-8e9f-0a1b2c3d4e5f", "text": "%s", "tier": "hot",
       "scope": "%s", "score": 1.0, "why": []}
      """;

  @Test
  void whatIsTheUsersOwnNeedsNoScope() throws JsonProcessingException {
    assertThat(text(MEMORY.formatted("tea", "private")).lines())
        .containsExactly(
            "score  when  who  tier  why  text", " 1.00     -    -  hot        tea", "8 ms");
  }

  @Test
  void whatManyMayKnowIsMarkedAmongTheRest() throws JsonProcessingException {
    assertThat(text(MEMORY.formatted("tea", "private"), MEMORY.formatted("cups", "shared")).lines())
        .containsExactly(
            "score  when  who  scope    tier  why  text",
            " 1.00     -    -  private  hot        tea",
            " 1.00     -    -  shared   hot        cups",
            "8 ms");
  }

  private static String text(String... memories) throws JsonProcessingException {
    String all = "[" + String.join(",", memories) + "]";
    List<RecalledMemory> recalled = List.of(Json.mapper().readValue(all, RecalledMemory[].class));
    return RecallText.of(
        new RecallAnswer(Json.mapper().createObjectNode(), recalled, "L0", Duration.ofMillis(8)),
        100);
  }
}
