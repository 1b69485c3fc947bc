package io.mneme.gateway.admission;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an event asks for, by the name clients give it in {@code type}. */
enum EventType {
  TURN_RECORDED,
  MEMORY_ASSERTED,
  MEMORY_CORRECTED,
  MEMORY_FORGOTTEN,
  SESSION_TOUCHED,
  SUBJECT_ERASED;

  static final Map<String, EventType> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
