package io.mneme.cli.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.cli.console.Table;
import java.util.Locale;

/**
 * What became of a request to forget, as the HTTP API tells it.
 *
 * @param raw the answer
 */
record Receipt(JsonNode raw) {

  /** Whether every store but the archive is done. */
  boolean isServedNowhere() {
    return isDone("postgres") && isDone("redis") && isDone("changes");
  }

  /** Whether the archive is clear too. */
  boolean isComplete() {
    return raw.path("status").asText().equals("complete");
  }

  private boolean isDone(String store) {
    return raw.path("stores").path(store).hasNonNull("done_at");
  }

  /** How far it is, in one line. */
  String line() {
    return "postgres %s  redis %s  changes %s  archive %s"
        .formatted(word("postgres"), word("redis"), word("changes"), word("objects"));
  }

  private String word(String store) {
    return isDone(store) ? "done" : "waiting";
  }

  /** One row a store, and below it what is still to come. */
  String text(int columnsMax) {
    JsonNode stores = raw.path("stores");
    JsonNode rows = stores.path("postgres");
    Table table = new Table("store", "removed", "what", "done");
    table.row("postgres", count(rows, "hot"), "hot memories", done("postgres"));
    table.row("", count(rows, "warm"), "warm memories", "");
    table.row("", count(rows, "cold"), "cold memories", "");
    table.row("", count(rows, "sessions"), "sessions", "");
    table.row("redis", count(stores.path("redis"), "keys"), "keys", done("redis"));
    table.row(
        "changes", count(stores.path("changes"), "tombstones"), "tombstones", done("changes"));
    table.row("archive", count(stores.path("objects"), "count"), "objects", done("objects"));
    return table.text(columnsMax) + rest();
  }

  private static String count(JsonNode store, String what) {
    return String.format(Locale.ROOT, "%,d", store.path(what).asLong());
  }

  private String done(String store) {
    return isDone(store) ? raw.path("stores").path(store).path("done_at").asText() : "waiting";
  }

  private String rest() {
    if (isComplete()) {
      return "Complete: nothing is left but the events in the log." + System.lineSeparator();
    }
    JsonNode expected = raw.path("stores").path("objects").path("expected_at");
    String when =
        expected.isTextual()
            ? "is expected to be clear by " + expected.asText()
            : "is cleared by the tier-migrator, which has not looked yet; see docs/operations.md";
    return "No answer holds it any more. The archive %s.%n".formatted(when);
  }
}
