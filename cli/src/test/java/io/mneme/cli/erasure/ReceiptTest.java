package io.mneme.cli.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReceiptTest {
  private static final String DONE = ", \"done_at\": \"2026-05-08T10:00:00Z\"";

  private static Receipt receipt(String status, String toldAt, String objects) throws IOException {
    JsonNode raw =
        Json.mapper()
            .readTree(
                """
                {"status": "%s", "stores": {
                  "postgres": {"hot": 1200, "warm": 2, "cold": 3, "sessions": 4%s},
                  "redis": {"keys": 5%s},
                  "changes": {"tombstones": 1205%s},
                  "objects": {"count": 7%s}}}
                """
                    .formatted(status, DONE, toldAt, toldAt, objects));
    return new Receipt(raw);
  }

  @Test
  void eachStoreHasItsCountsAndItsTime() throws IOException {
    Receipt receipt = receipt("complete", DONE, DONE);

    assertThat(receipt.text(100).lines())
        .contains(
            "store     removed  what           done",
            "postgres    1,200  hot memories   2026-05-08T10:00:00Z",
            "                2  warm memories",
            "archive         7  objects        2026-05-08T10:00:00Z",
            "Complete: nothing is left but the events in the log.");
  }

  @Test
  void whatOnlyTheArchiveHoldsIsServedNowhereAndSaysWhenItWillBeGone() throws IOException {
    Receipt receipt = receipt("pending", DONE, ", \"expected_at\": \"2026-05-08T11:30:00Z\"");

    assertThat(receipt.isServedNowhere()).isTrue();
    assertThat(receipt.isComplete()).isFalse();
    assertThat(receipt.text(100))
        .contains("waiting", "The archive is expected to be clear by 2026-05-08T11:30:00Z.");
  }

  @Test
  void whereNoUpkeepHasLookedNoTimeIsPromised() throws IOException {
    assertThat(receipt("pending", DONE, "").text(100)).contains("which has not looked yet");
  }

  @Test
  void whatACacheOrTheTopicWasNotToldOfIsStillWaitedFor() throws IOException {
    Receipt receipt = receipt("pending", "", "");

    assertThat(receipt.isServedNowhere()).isFalse();
    assertThat(receipt.line())
        .isEqualTo("postgres done  redis waiting  changes waiting  archive waiting");
  }
}
