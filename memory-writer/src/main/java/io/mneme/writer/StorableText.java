package io.mneme.writer;

import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what JSON can say and no store can keep: U+0000, half a surrogate pair, a year no calendar
 * of a database has, a name too long for an index.
 */
final class StorableText {
  static final int NAME_CHARS_MAX = 512;

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private StorableText() {}

  /** What is wrong with an event, naming the field, or nothing. */
  static Optional<String> fault(Event event) {
    return first(
        List.of(
            time("occurred_at", event.occurredAt()),
            time("accepted_at", event.acceptedAt()),
            text("user", event.user()),
            fault(event.intent())));
  }

  private static Optional<String> fault(Intent intent) {
    return switch (intent) {
      case Intent.TurnRecorded turn ->
          first(
              List.of(
                  name("intent.conversation", turn.conversation()),
                  text("intent.speaker", turn.speaker()),
                  text("intent.text", turn.text()),
                  text("intent.caption", turn.caption()),
                  value("intent.metadata", turn.metadata())));
      case Intent.MemoryAsserted asserted ->
          first(
              List.of(
                  text("intent.text", asserted.text()),
                  value("intent.metadata", asserted.metadata())));
      case Intent.MemoryCorrected corrected -> text("intent.text", corrected.text());
      case Intent.SessionTouched touched ->
          first(
              List.of(
                  name("intent.session", touched.session()),
                  value("intent.state", touched.state())));
      case Intent.MemoryForgotten forgotten -> Optional.empty();
      case Intent.SubjectErased erased -> Optional.empty();
    };
  }

  private static Optional<String> first(List<Optional<String>> faults) {
    return faults.stream().flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> time(String field, Instant time) {
    return time.isBefore(EARLIEST) || time.isAfter(LATEST)
        ? Optional.of(field + " is not in the years 1 to 9999")
        : Optional.empty();
  }

  private static Optional<String> name(String field, String name) {
    return name.length() > NAME_CHARS_MAX
        ? Optional.of(field + " has more than " + NAME_CHARS_MAX + " characters")
        : text(field, name);
  }

  private static Optional<String> text(String field, @Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == 0) {
        return Optional.of(field + " holds U+0000, which no store can keep");
      }
      if (Character.isSurrogate(character)) {
        if (!isPair(text, i)) {
          return Optional.of(field + " holds half a surrogate pair, which no store can keep");
        }
        i++;
      }
    }
    return Optional.empty();
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  /** Depth is bounded: the parser refuses more than {@link io.mneme.schemas.Json#DEPTH_MAX}. */
  private static Optional<String> value(String field, @Nullable Object value) {
    return switch (value) {
      case String text -> text(field, text);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .flatMap(entry ->
                  Stream.of(
                      text(field, String.valueOf(entry.getKey())),
                      value(field + "." + entry.getKey(), entry.getValue())))
              .flatMap(Optional::stream)
              .findFirst();
      case List<?> list ->
          list.stream().map(item -> value(field, item)).flatMap(Optional::stream).findFirst();
      case null, default -> Optional.empty();
    };
  }
}
