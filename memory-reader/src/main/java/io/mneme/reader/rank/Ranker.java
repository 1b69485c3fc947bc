package io.mneme.reader.rank;

import io.mneme.reader.pack.SubjectPack;
import io.mneme.schemas.memory.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fuses what the sources say: a weighted sum of standard scores, ties to the older memory. Pure:
 * the same pack and question give the same answer.
 */
public final class Ranker {
  private final List<Weighted> wordByWord;
  private final List<Weighted> asWhole;

  private Ranker(List<Weighted> wordByWord, List<Weighted> asWhole) {
    this.wordByWord = wordByWord;
    this.asWhole = asWhole;
  }

  /**
   * Meaning and words, then the rules that have a weight.
   *
   * @param wordByWord where question and memories can be compared word by word
   * @param asWhole where the model gives one vector for the whole, or none
   */
  public static Ranker of(RankWeights wordByWord, RankWeights asWhole) {
    return new Ranker(sources(wordByWord), sources(asWhole));
  }

  private static List<Weighted> sources(RankWeights weights) {
    List<Weighted> all =
        List.of(
            new Weighted(new TokenSource(), weights.meaning()),
            new Weighted(new VectorSource(), weights.meaning()),
            new Weighted(new WordSource(), weights.words()),
            new Weighted(new SpeakerSource(), weights.speaker()),
            new Weighted(new KindSource(), weights.kind()),
            new Weighted(new DateSource(), weights.date()),
            new Weighted(new AskingSource(), weights.asking()),
            new Weighted(new AnswerSource(), weights.answers()),
            new Weighted(new SessionSource(), weights.session()),
            new Weighted(new GistSource(), weights.gist()));
    return all.stream().filter(source -> source.weight() != 0).toList();
  }

  /**
   * The best memories among those a filter lets through, best first.
   *
   * @param limit how many at most
   */
  public List<Ranked> rank(
      Question question, SubjectPack pack, Predicate<Memory> filter, int limit) {
    return rank(List.of(new Searched(question, pack, filter)), limit);
  }

  /**
   * The best memories of several packs as one list: what a source says is compared among the
   * candidates of all of them. Of equal ones those of the first pack come first.
   *
   * @param limit how many at most
   */
  public List<Ranked> rank(List<Searched> searched, int limit) {
    List<Evidence> packs = Searched.evidence(searched);
    int candidates = packs.stream().mapToInt(pack -> pack.candidates().length).sum();
    List<Vote> votes = new ArrayList<>();
    double[] sums = new double[candidates];
    boolean wholes = packs.stream().allMatch(pack -> pack.nearness() == null);
    for (Weighted source : wholes ? asWhole : wordByWord) {
      float[] scores = scores(source.source(), packs, candidates);
      if (scores != null) {
        Vote vote = Vote.of(source, scores);
        votes.add(vote);
        vote.addTo(sums);
      }
    }
    return Arrays.stream(best(sums, limit))
        .mapToObj(i -> ranked(packs, i, sums[i], why(votes, i)))
        .toList();
  }

  /** What a source says to every candidate, pack by pack; null when it has nothing to say. */
  private static float @Nullable [] scores(Source source, List<Evidence> packs, int candidates) {
    if (packs.size() == 1 && packs.getFirst().isOfAll()) {
      return source.score(packs.getFirst());
    }
    float[] scores = new float[candidates];
    boolean says = false;
    int next = 0;
    for (Evidence pack : packs) {
      float[] ofSlots = source.score(pack);
      says |= ofSlots != null;
      for (int slot : pack.candidates()) {
        scores[next++] = ofSlots == null ? Float.NaN : ofSlots[slot];
      }
    }
    return says ? scores : null;
  }

  /** Where the highest sums stand, the highest first; of equal ones the first. */
  private static int[] best(double[] sums, int limit) {
    int[] best = new int[Math.min(limit, sums.length)];
    for (int i = 0; i < sums.length; i++) {
      int place = Math.min(i, best.length);
      while (place > 0 && sums[best[place - 1]] < sums[i]) {
        place--;
      }
      if (place < best.length) {
        System.arraycopy(best, place, best, place + 1, Math.min(i, best.length - 1) - place);
        best[place] = i;
      }
    }
    return best;
  }

  private static List<Ranked.Why> why(List<Vote> votes, int candidate) {
    return votes.stream()
        .filter(vote -> vote.part(candidate) != 0)
        .map(vote -> vote.why(candidate))
        .toList();
  }

  private static Ranked ranked(
      List<Evidence> packs, int candidate, double sum, List<Ranked.Why> why) {
    int place = candidate;
    for (Evidence one : packs) {
      int[] slots = one.candidates();
      if (place < slots.length) {
        Memory memory = one.pack().memory(slots[place]);
        return new Ranked(memory, sum, why, one.pack().absorbedBy(memory.memoryId()));
      }
      place -= slots.length;
    }
    throw new IllegalStateException("a candidate of no pack");
  }

  private record Weighted(Source source, double weight) {}

  /**
   * What one source says to the candidates.
   *
   * @param mean what a score is counted from
   * @param unit what it is counted in; 0 where no score says more than another
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Vote(Weighted source, float[] scores, double mean, double unit) {

    static Vote of(Weighted source, float[] scores) {
      return switch (source.source().scale()) {
        case STANDARD_SCORE -> {
          StandardScore standard = StandardScore.among(scores);
          yield new Vote(source, scores, standard.mean(), standard.deviation());
        }
        case AS_IS -> new Vote(source, scores, 0, 1);
      };
    }

    void addTo(double[] sums) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += part(i);
      }
    }

    /** What it adds to the sum of a candidate: nothing where it knows nothing. */
    double part(int candidate) {
      double part = (scores[candidate] - mean) / unit * source.weight();
      return Double.isNaN(part) || unit == 0 ? 0 : part;
    }

    Ranked.Why why(int candidate) {
      return new Ranked.Why(
          source.source().name(), rank(scores[candidate]), scores[candidate], part(candidate));
    }

    /** 1 for the best; equal scores share a rank. */
    private int rank(float score) {
      int better = 0;
      for (float other : scores) {
        better += other > score ? 1 : 0;
      }
      return better + 1;
    }
  }
}
