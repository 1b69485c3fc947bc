package io.mneme.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request prefers to be told of its lines. */
class LineReturnTest {

  private static LineReturn of(String... preferences) {
    MutableHttpRequest<String> request = HttpRequest.POST("/v1/events", "");
    for (String one : preferences) {
      request.header("Prefer", one);
    }
    return LineReturn.of(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return=minimal",
        "Return=Minimal",
        "return = \"minimal\"",
        "respond-async, return=minimal",
        "wait=10,return=minimal; foo"
      })
  void minimalIsFoundWhereverItStands(String preference) {
    assertThat(of(preference)).isEqualTo(LineReturn.MINIMAL);
    assertThat(of("wait=10", preference)).isEqualTo(LineReturn.MINIMAL);
  }

  @Test
  void whatNobodyKnowsIsPassedOver() {
    assertThat(of()).isEqualTo(LineReturn.EVERY);
    assertThat(of("return=representation", "handling=lenient")).isEqualTo(LineReturn.EVERY);
    assertThat(of("wait=10; return=minimal", "return=minimally")).isEqualTo(LineReturn.EVERY);
  }
}
