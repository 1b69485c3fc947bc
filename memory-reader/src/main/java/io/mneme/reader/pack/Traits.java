package io.mneme.reader.pack;

import io.mneme.reader.words.AnswerKind;
import io.mneme.schemas.memory.Memory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** What the rules of the ranking want to know of a memory. */
final class Traits {
  private static final byte UNKNOWN = -1;

  private final List<String> speaker;
  private final boolean asks;
  private final LocalDate day;
  private final String text;

  /** Worked out when it is first asked for; two threads may both do so, alike. */
  private byte tells = UNKNOWN;

  private Traits(List<String> speaker, boolean asks, LocalDate day, String text) {
    this.speaker = speaker;
    this.asks = asks;
    this.day = day;
    this.text = text;
  }

  static Traits of(Memory memory, Analyser analyser) {
    Memory.Content content = memory.content();
    return new Traits(
        content.speaker() == null ? List.of() : analyser.name(content.speaker()),
        content.text().stripTrailing().endsWith("?"),
        LocalDate.ofInstant(memory.times().occurredAt(), ZoneOffset.UTC),
        content.text());
  }

  /** Terms of the speaker's name; empty when nobody said it. */
  List<String> speaker() {
    return speaker;
  }

  /** Whether its text is a question. */
  boolean asks() {
    return asks;
  }

  /** The day it was said, in UTC. */
  LocalDate day() {
    return day;
  }

  /** The kinds of answer its text has, a bit each. */
  byte tells() {
    if (tells == UNKNOWN) {
      tells = bits(AnswerKind.told(text));
    }
    return tells;
  }

  static byte bits(Set<AnswerKind> kinds) {
    int bits = 0;
    for (AnswerKind kind : kinds) {
      bits |= kind.bit();
    }
    return (byte) bits;
  }
}
