package io.mneme.reader.rank;

import io.mneme.reader.pack.SubjectPack;
import io.mneme.reader.pack.WordCounts;
import io.mneme.schemas.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One of the packs an answer is searched in.
 *
 * @param question as the pack's model understands it
 * @param filter which of its memories may be answered with
 */
public record Searched(Question question, SubjectPack pack, Predicate<Memory> filter) {

  /** What there is to judge by, of each. */
  static List<Evidence> evidence(List<Searched> packs) {
    List<WordCounts> counts =
        packs.size() == 1
            ? List.of(WordCounts.NONE)
            : packs.stream().map(one -> one.pack.wordCounts(one.question.terms())).toList();
    List<Evidence> evidence = new ArrayList<>(packs.size());
    for (int i = 0; i < packs.size(); i++) {
      Searched one = packs.get(i);
      FirstLook look = new FirstLook(one.question, one.pack, allBut(counts, i));
      evidence.add(new Evidence(look, Candidates.of(look, one.filter)));
    }
    return evidence;
  }

  private static WordCounts allBut(List<WordCounts> counts, int own) {
    WordCounts others = WordCounts.NONE;
    for (int i = 0; i < counts.size(); i++) {
      others = i == own ? others : others.plus(counts.get(i));
    }
    return others;
  }
}
