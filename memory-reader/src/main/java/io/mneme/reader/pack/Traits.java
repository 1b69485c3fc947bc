package io.mneme.reader.pack;

import io.mneme.reader.words.AnswerKind;
import io.mneme.reader.words.EnglishWords;
import io.mneme.schemas.memory.Memory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/**
 * What the rules of the ranking want to know of a memory, read once when it enters a pack.
 *
 * @param speaker terms of the speaker's name; empty when nobody said it
 * @param tells the kinds of answer its text has
 * @param asks whether its text is a question
 * @param day it was said, in UTC
 */
record Traits(List<String> speaker, Set<AnswerKind> tells, boolean asks, LocalDate day) {

  static Traits of(Memory memory) {
    Memory.Content content = memory.content();
    return new Traits(
        content.speaker() == null ? List.of() : EnglishWords.terms(content.speaker()),
        AnswerKind.told(content.text()),
        content.text().stripTrailing().endsWith("?"),
        LocalDate.ofInstant(memory.times().occurredAt(), ZoneOffset.UTC));
  }
}
