package io.mneme.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads an RFC 9457 problem aloud: one sentence. */
public final class Problem {
  private static final int BODY_SHOWN_MAX = 200;

  private Problem() {}

  /** What a problem says, with the fields it names. */
  public static String sentence(JsonNode problem) {
    String said = problem.path("detail").asText(problem.path("title").asText("no reason given"));
    List<String> fields = new ArrayList<>();
    for (JsonNode error : problem.path("errors")) {
      String field = error.path("field").asText(error.path("pointer").asText(""));
      String detail = error.path("detail").asText("");
      if (!said.contains(detail)) {
        fields.add((field + " " + detail).strip());
      }
    }
    return fields.isEmpty() ? said : said + " (" + String.join("; ", fields) + ")";
  }

  /** The same for a body that should be a problem and may be anything. */
  static String sentence(byte[] body) {
    try {
      JsonNode problem = Json.mapper().readTree(body);
      if (problem != null && problem.isObject()) {
        return sentence(problem);
      }
    } catch (IOException e) {
      // not JSON: show its beginning below
    }
    String text =
        new String(body, java.nio.charset.StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
    if (text.isEmpty()) {
      return "no reason given";
    }
    return text.length() <= BODY_SHOWN_MAX ? text : text.substring(0, BODY_SHOWN_MAX) + "...";
  }
}
