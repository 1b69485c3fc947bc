package io.mneme.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mneme.platform.Outage;
import io.mneme.schemas.Json;
import io.mneme.schemas.memory.MemoryScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ProblemsTest {
  private static final ObjectMapper STRICT =
      Json.mapper().copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Problems problems = new Problems(List.of());

  /** A body a service might take. */
  record Body(
      String user, int k, Instant from, UUID id, List<Inner> parts, Set<MemoryScope> scopes) {
    Body {
      if (k > 100) {
        throw new IllegalArgumentException("k is at most 100");
      }
    }
  }

  /** A part of it. */
  record Inner(boolean on) {}

  @Test
  void anUnknownFieldIsNamedWithItsPlaceAndTheKnownOnes() {
    Problem problem = read("{\"user\":\"a\",\"parts\":[{\"on\":true},{\"on\":false,\"off\":1}]}");

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors().getFirst().pointer()).isEqualTo("/parts/1/off");
    assertThat(problem.errors().getFirst().field()).isEqualTo("off");
    assertThat(problem.detail()).contains("\"off\"", "on");
  }

  @Test
  void aValueOfAnotherTypeIsNamedWithTheTypeItShouldHave() {
    assertThat(read("{\"k\":\"many\"}").detail()).contains("must be a number");
    assertThat(read("{\"from\":\"today\"}").detail()).contains("2025-01-31T12:00:00Z");
    assertThat(read("{\"id\":\"1\"}").detail()).contains("UUID");
    assertThat(read("{\"parts\":7}").detail()).contains("list");
    assertThat(read("[]").detail()).contains("JSON object");
  }

  @Test
  void aWordThatIsNoneOfAListIsRefusedByTheNameOfTheListWithTheWordsThereAre() {
    Problem problem = read("{\"scopes\":[\"shared\",\"team\"]}");

    assertThat(problem.detail()).isEqualTo("The value must be one of private, shared, global.");
    assertThat(problem.errors().getFirst().pointer()).isEqualTo("/scopes/1");
    assertThat(problem.errors().getFirst().field()).isEqualTo("scopes");
  }

  @Test
  void aBrokenRuleIsSaidInItsOwnWords() {
    assertThat(read("{\"k\":101}").detail()).isEqualTo("k is at most 100");
  }

  @Test
  void brokenJsonSaysWhereAndNeverRepeatsTheContent() {
    Problem problem = read("{\"user\":\"secret\",,}");

    assertThat(problem.detail()).contains("line 1").doesNotContain("secret");
  }

  @Test
  void anOutageAsksToComeBack() {
    Problem problem = problems.of(new RuntimeException(outage()));

    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.headers()).containsEntry("Retry-After", "5");
  }

  @Test
  void aServiceMaySayWhatItsOwnFailuresMean() {
    Problems mapped =
        new Problems(
            List.of(failure ->
                failure instanceof ArithmeticException
                    ? Optional.of(Problem.of(404, "no-such-thing", "gone"))
                    : Optional.empty()));

    assertThat(mapped.of(new RuntimeException(new ArithmeticException())).status()).isEqualTo(404);
  }

  @Test
  void aDefectTellsTheCallerNothing() {
    Problem problem = problems.of(new IllegalStateException("password is hunter2"));

    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.detail()).doesNotContain("hunter2");
  }

  private static Outage outage() {
    return new Outage("postgres", new IllegalStateException("refused"));
  }

  private Problem read(String json) {
    try {
      STRICT.readValue(json, Body.class);
      throw new AssertionError("was read");
    } catch (JsonProcessingException e) {
      return problems.of(e);
    }
  }
}
