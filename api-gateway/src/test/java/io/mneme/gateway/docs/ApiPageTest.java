package io.mneme.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ApiPageTest {
  private final String yaml = ApiDescription.ofClasspath().yaml();

  @Test
  void theDescriptionHasEveryWriteOfTheGateway() {
    assertThat(yaml)
        .contains("/v1/events:", "/v1/sessions/{id}:", "/v1/memories/{id}:")
        .contains("idempotency_key:", "publishEvents", "Idempotency-Key");
  }

  @Test
  void thePageShowsRequestsParametersAndShapesWithoutAnythingFromElsewhere() {
    String page = ApiPage.of(yaml);

    assertThat(page)
        .contains("<code>/v1/events</code>", "Idempotency-Key", "idempotency_key", "Retry-After")
        .doesNotContain("<script", "http://", "https://", "null");
  }

  @Test
  void aDescriptionCannotBreakOutOfThePage() {
    String page = ApiPage.of("info: {title: '<script>alert(1)</script>'}");

    assertThat(page).contains("&lt;script>").doesNotContain("<script");
  }
}
