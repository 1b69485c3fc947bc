package io.mneme.reader.context;

import io.mneme.reader.words.EnglishWords;
import io.mneme.schemas.memory.Memory;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sums up the turns of a conversation that are no longer among its last ones, by choosing sentences
 * of theirs: SumBasic (Nenkova and Vanderwende, 2005). A sentence is worth the mean probability of
 * its words; words that have been told count no more than squared. Pure, and the same for the same
 * turns. Where an application has given a summary of its own, that comes first, and only what was
 * said after it is summed up here.
 */
final class Summariser {
  /** Of the turns before the last ones these are looked at, the latest. */
  static final int TURNS_MAX = 200;

  /** With fewer words that say something a sentence tells nothing alone. */
  private static final int TERMS_MIN = 3;

  private Summariser() {}

  /** A sentence that may be chosen, and where it stands. */
  private record Candidate(Summary.Line line, Set<String> terms, int at) {}

  /**
   * Chooses sentences.
   *
   * @param earlier what was said before the last turns, oldest first, summaries by the application
   *     among it
   * @param cost what a line takes of the budget
   */
  static Summary sumUp(List<Memory> earlier, ToIntFunction<Summary.Line> cost, int budget) {
    Optional<Memory> given = earlier.stream().filter(Summariser::isGiven).reduce((_, last) -> last);
    List<Summary.Line> lines = new ArrayList<>();
    int left = budget;
    for (Summary.Line line : given.map(Summariser::sentences).orElse(List.of())) {
      int needed = cost.applyAsInt(line);
      if (needed > left) {
        return new Summary(lines);
      }
      lines.add(line);
      left -= needed;
    }
    int from = given.map(earlier::indexOf).orElse(-1) + 1;
    List<Memory> turns =
        earlier.subList(Math.max(from, earlier.size() - TURNS_MAX), earlier.size());
    lines.addAll(chosen(turns, cost, left));
    return new Summary(List.copyOf(lines));
  }

  /** Whether it is a summary and no turn. */
  static boolean isGiven(Memory memory) {
    return memory.content().turn() == null;
  }

  private static List<Summary.Line> chosen(
      List<Memory> turns, ToIntFunction<Summary.Line> cost, int budget) {
    List<Candidate> open = new ArrayList<>();
    Map<String, Double> weights = new HashMap<>();
    for (Memory turn : turns) {
      for (Summary.Line line : sentences(turn)) {
        Set<String> terms = new LinkedHashSet<>(EnglishWords.terms(line.sentence()));
        terms.forEach(term -> weights.merge(term, 1.0, Double::sum));
        if (terms.size() >= TERMS_MIN && !line.sentence().endsWith("?")) {
          open.add(new Candidate(line, terms, open.size()));
        }
      }
    }
    double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    weights.replaceAll((_, count) -> count / all);
    List<Candidate> taken = new ArrayList<>();
    int left = budget;
    for (Candidate best = best(open, weights, cost, left);
        best != null;
        best = best(open, weights, cost, left)) {
      taken.add(best);
      open.remove(best);
      left -= cost.applyAsInt(best.line());
      best.terms().forEach(term -> weights.computeIfPresent(term, (_, weight) -> weight * weight));
    }
    return taken.stream()
        .sorted(Comparator.comparingInt(Candidate::at))
        .map(Candidate::line)
        .toList();
  }

  /** Of equally good ones the older. */
  private static @Nullable Candidate best(
      List<Candidate> open,
      Map<String, Double> weights,
      ToIntFunction<Summary.Line> cost,
      int budget) {
    Candidate best = null;
    double most = 0;
    for (Candidate candidate : open) {
      double worth = 0;
      for (String term : candidate.terms()) {
        worth += weights.getOrDefault(term, 0.0);
      }
      worth /= candidate.terms().size();
      if (worth > most && cost.applyAsInt(candidate.line()) <= budget) {
        best = candidate;
        most = worth;
      }
    }
    return best;
  }

  private static List<Summary.Line> sentences(Memory memory) {
    List<Summary.Line> sentences = new ArrayList<>();
    String text = memory.content().text();
    BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
    ends.setText(text);
    int from = ends.first();
    for (int to = ends.next(); to != BreakIterator.DONE; from = to, to = ends.next()) {
      String sentence = text.substring(from, to).strip();
      if (!sentence.isEmpty()) {
        sentences.add(new Summary.Line(memory, sentence));
      }
    }
    return sentences;
  }
}
