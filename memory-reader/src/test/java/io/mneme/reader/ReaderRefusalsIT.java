package io.mneme.reader;

import static io.mneme.reader.RunningReader.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader does not answer, and how it says so. */
class ReaderRefusalsIT {
  @TempDir static Path objects;

  private static RunningReader reader;

  @BeforeAll
  static void start() throws Exception {
    reader = new RunningReader(objects);
  }

  @AfterAll
  static void stop() {
    reader.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user\":\"mira\",\"query\":\"tea\",\"as_of\":\"noon\"}|as_of|invalid-value",
        "{\"user\":\"mira\",\"query\":\"tea\",\"as_of\":\"2999-01-01T00:00:00Z\"}|as_of|invalid-value",
        "{\"user\":\"mira\",\"query\":\"tea\",\"colour\":1}|colour|unknown-field",
        "{\"user\":\"mira\",\"query\":\"tea\",\"filters\":{\"tier\":1}}|tier|unknown-field",
        "{\"query\":\"tea\"}|user|missing-field",
        "{\"user\":\"mira\"}|query|missing-field",
        "{\"user\":\"mira\",\"query\":\" \"}|query|missing-field",
        "{\"user\":\"mira\",\"query\":\"tea\",\"k\":0}|k|invalid-value",
        "{\"user\":\"mira\",\"query\":\"tea\",\"k\":101}|k|invalid-value",
        "{\"user\":\"mira\",\"query\":\"tea\",\"k\":\"many\"}|k|wrong-type",
        "{\"user\":\"mira\",\"query\":\"tea\",\"filters\":{\"kind\":\"odd\"}}|kind|wrong-type",
        "{\"user\":\"mira\",\"query\":\"tea\",\"scopes\":[]}|scopes|invalid-value",
        "{\"user\":\"mira\",\"query\":\"tea\",\"scopes\":[\"team\"]}|scopes|wrong-type",
        "{\"query\":\"tea\",\"scopes\":[\"private\",\"shared\"]}|user|missing-field",
        "{\"user\":\"mneme:shared\",\"query\":\"tea\"}|user|invalid-value",
        "{\"user\":\"mi\\u0000ra\",\"query\":\"tea\"}|user|invalid-value",
      })
  void aBodyThatCannotBeMeantIsRefusedWithTheNameOfTheField(
      String body, String field, String problem) throws Exception {
    HttpResponse<String> response = reader.post(reader.acme, "/v1/recall", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(response).at("/type").asText()).isEqualTo("urn:mneme:problem:" + problem);
    assertThat(json(response).at("/errors/0/field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/memories?user=mira&limit=0,limit",
    "/v1/memories?user=mira&limit=501,limit",
    "/v1/memories?user=mira&tier=lukewarm,tier",
    "/v1/memories?user=mira&from=yesterday,from",
    "/v1/memories?user=mira&as_of=2999-01-01T00:00:00Z,as_of",
    "/v1/memories,user",
    "/v1/context?user=mira,query",
    "/v1/context?user=mira&query=x&tokens=1,tokens",
    "/v1/context?user=mira&query=x&as_of=2026-01-01,as_of",
    "/v1/memories/7d5d4c0e-54f5-5d0c-9a58-1c0f5b5e6b01/history,user",
    "/v1/conversations/s?user=mira&limit=0,limit",
    "/v1/sessions/s,user",
    "/v1/memories?user=mira&tiers=hot,tiers",
    "/v1/context?user=mira&query=x&asOf=2026-01-01T00:00:00Z,asOf",
    "/v1/sessions/s?user=mira&limit=2,limit"
  })
  void aQueryThatCannotBeMeantIsRefusedWithTheNameOfTheParameter(String path, String field)
      throws Exception {
    HttpResponse<String> response = reader.get(reader.acme, path);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void aPositionThatIsNoneIsRefused() throws Exception {
    for (String after : List.of("soon", "1", "1:x", "-1:3", "1:2,,3:4")) {
      HttpResponse<String> response =
          reader.recall(reader.acme, "mira", "tea", "", "Mneme-After", after);

      assertThat(response.statusCode()).as(after).isEqualTo(400);
      assertThat(json(response).at("/errors/0/field").asText()).isEqualTo("Mneme-After");
    }
  }

  @Test
  void aNameNothingCanHaveIsTheNameOfNothing() throws Exception {
    for (String path : List.of("/v1/sessions/%00?user=mira", "/v1/conversations/%00?user=mira")) {
      assertThat(reader.get(reader.acme, path).statusCode()).as(path).isEqualTo(404);
    }
    for (String path : List.of("/v1/memories", "/v1/context")) {
      HttpResponse<String> response = reader.get(reader.acme, path + "?user=mira&conversation=%00");

      assertThat(response.statusCode()).as(path).isEqualTo(400);
      assertThat(json(response).at("/errors/0/field").asText()).isEqualTo("conversation");
    }
  }

  @Test
  void withoutACredentialOrItsScopeNothingIsRead() throws Exception {
    String body = "{\"user\":\"mira\",\"query\":\"tea\"}";

    assertThat(reader.post("", "/v1/recall", body).statusCode()).isEqualTo(401);
    assertThat(reader.post(reader.acme + "x", "/v1/recall", body).statusCode()).isEqualTo(401);
    assertThat(reader.post(reader.ingestOnly, "/v1/recall", body).statusCode()).isEqualTo(403);
    assertThat(reader.get(reader.ingestOnly, "/v1/memories?user=mira").statusCode()).isEqualTo(403);
  }
}
