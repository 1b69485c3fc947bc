package io.mneme.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.platform.http.Problem;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class BatchAnswerTest {
  private static final Answer GOOD =
      new Answer.Accepted(Receipt.inTheLog(new UUID(0, 1), new Position(3, 17)));
  private static final Answer BAD = new Answer.Rejected(Problem.of(400, "invalid-event", "no"));
  private static final Answer AWAY =
      new Answer.Unavailable(Problem.unavailable("no log", Duration.ofSeconds(5)));

  @Test
  void theStatusNeverClaimsMoreThanIsDurable() {
    assertThat(BatchAnswer.of(List.of(GOOD, GOOD)).httpStatus()).isEqualTo(202);
    assertThat(BatchAnswer.of(List.of(GOOD, BAD)).httpStatus()).isEqualTo(207);
    assertThat(BatchAnswer.of(List.of(GOOD, AWAY)).httpStatus()).isEqualTo(207);
    assertThat(BatchAnswer.of(List.of(BAD, BAD)).httpStatus()).isEqualTo(400);
    assertThat(BatchAnswer.of(List.of(BAD, AWAY)).httpStatus()).isEqualTo(503);
  }

  @Test
  void anOutageSaysWhenToComeBackEvenIfSomeWereAccepted() {
    assertThat(BatchAnswer.of(List.of(GOOD, AWAY)).retryHeaders())
        .containsEntry("Retry-After", "5");
    assertThat(BatchAnswer.of(List.of(GOOD, BAD)).retryHeaders()).isEmpty();
  }

  @Test
  void anItemIsWrittenAsTheReferenceSays() {
    String json = new String(Json.write(BatchAnswer.of(List.of(GOOD))), StandardCharsets.UTF_8);

    assertThat(json)
        .isEqualTo(
            "{\"accepted\":1,\"rejected\":0,\"items\":[{\"status\":202,\"event_id\":"
                + "\"00000000-0000-0000-0000-000000000001\",\"position\":\"3:17\"}]}");
  }
}
