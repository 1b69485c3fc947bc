package io.mneme.benchmarks.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Json;
import java.io.IOException;

/**
 * What a product did.
 *
 * @param perSecond searches a second
 * @param found memories the last of them found
 */
public record PeerAnswers(double perSecond, int found) {
  private static final String MARK = "RESULT ";

  /**
   * Reads it from what its driver printed.
   *
   * @throws IOException when it did not come to an end, or found nothing: that is no figure
   */
  static PeerAnswers parse(String name, String printed) throws IOException {
    String line =
        printed
            .lines()
            .filter(one -> one.startsWith(MARK))
            .reduce((_, last) -> last)
            .orElseThrow(() -> new IOException(name + " did not finish: " + complaint(printed)));
    JsonNode result = Json.mapper().readTree(line.substring(MARK.length()));
    PeerAnswers answers =
        new PeerAnswers(result.path("per_second").asDouble(), result.path("found").asInt());
    if (answers.found() == 0 || answers.perSecond() <= 0) {
      throw new IOException(name + " found nothing, which is no search: " + line);
    }
    return answers;
  }

  /** The line that names an error, else the last. */
  private static String complaint(String printed) {
    return printed
        .lines()
        .filter(line -> line.contains("Error:") || line.contains("error:"))
        .findFirst()
        .map(String::strip)
        .orElseGet(() -> lastLine(printed));
  }

  static String lastLine(String printed) {
    return printed.lines().filter(line -> !line.isBlank()).reduce((_, last) -> last).orElse("-");
  }
}
