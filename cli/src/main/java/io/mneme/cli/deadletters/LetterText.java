package io.mneme.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.console.Table;
import io.mneme.platform.kafka.DeadLetterShelf.Entry;
import io.mneme.schemas.Json;
import io.mneme.schemas.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dead letters as a person reads them. What somebody said is masked unless asked for. */
final class LetterText {
  private LetterText() {}

  static String table(List<Entry> entries, int columnsMax) {
    if (entries.isEmpty()) {
      return "There are no dead letters.%n".formatted();
    }
    Table table = new Table("id", "failed at", "service", "came from", "tries", "cause");
    for (Entry entry : entries) {
      DeadLetter letter = entry.letter();
      table.row(
          entry.id(),
          letter.failedAt().truncatedTo(ChronoUnit.SECONDS),
          letter.service(),
          origin(letter),
          letter.attempts(),
          LetterPayload.maskedCause(letter.cause()));
    }
    return table.text(columnsMax);
  }

  static String details(Entry entry, boolean payload) {
    DeadLetter letter = entry.letter();
    StringBuilder text = new StringBuilder();
    line(text, "id", entry.id());
    line(text, "cause", payload ? letter.cause() : LetterPayload.maskedCause(letter.cause()));
    line(text, "came from", origin(letter));
    line(text, "key", text(entry.record().key()));
    line(text, "service", letter.service());
    line(text, "tries", letter.attempts());
    line(text, "failed at", letter.failedAt());
    line(
        text,
        "correlation id",
        letter.correlationId() == null ? "unknown" : letter.correlationId());
    if (letter.cut() != null) {
      line(text, "cut", letter.cut() + "; the whole one stands where it came from");
    }
    byte[] value = entry.record().value();
    line(text, "payload", payload ? text(value) : LetterPayload.masked(value));
    if (!payload) {
      line(text, "", "%,d bytes, masked; --payload shows them".formatted(size(entry)));
    }
    return text.toString();
  }

  static ObjectNode json(Entry entry) {
    ObjectNode json = Json.mapper().valueToTree(entry.letter());
    return json.put("cause", LetterPayload.maskedCause(entry.letter().cause()))
        .put("id", entry.id())
        .put("key", text(entry.record().key()))
        .put("payload_bytes", size(entry));
  }

  static String origin(DeadLetter letter) {
    return letter.topic() + " " + letter.partition() + ":" + letter.offset();
  }

  private static int size(Entry entry) {
    byte[] value = entry.record().value();
    return value == null ? 0 : value.length;
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "none" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(String.format(Locale.ROOT, "%-15s %s%n", name, value));
  }
}
