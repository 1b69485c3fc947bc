package io.mneme.benchmarks.limit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.lucene.util.VectorUtil;

/**
 * What an exact search is made of and nothing else: a heap full of vectors of one byte a dimension,
 * a dot product with SIMD, a list of the nearest. No words, no rules, no revisions, no subjects but
 * the name.
 */
final class BareVectors {
  private static final int DIMENSIONS = 384;
  private static final int QUESTIONS = 256;
  private static final int TEXT_CHARS = 120;
  private static final long SEED = 42;

  private final byte[][] questions;
  private final Map<String, byte[][]> users = new HashMap<>();
  private final String text = "a".repeat(TEXT_CHARS);

  /**
   * @param names of the users
   * @param memories each has
   */
  BareVectors(List<String> names, int memories) {
    SplittableRandom random = new SplittableRandom(SEED);
    this.questions = vectors(random, QUESTIONS);
    names.forEach(name -> users.put(name, vectors(random, memories)));
  }

  /** One that was found. */
  record Hit(int id, String text, int score) {}

  /** The nearest to a question, best first; nothing for a user nobody knows. */
  List<Hit> nearest(String user, String question, int limit) {
    byte[][] vectors = users.getOrDefault(user, new byte[0][]);
    byte[] asked = questions[Math.floorMod(question.hashCode(), QUESTIONS)];
    int[] ids = new int[limit];
    int[] scores = new int[limit];
    int found = 0;
    for (int id = 0; id < vectors.length; id++) {
      int score = VectorUtil.dotProduct(asked, vectors[id]);
      if (found < limit || score > scores[found - 1]) {
        found = Math.min(found + 1, limit);
        int place = found - 1;
        for (; place > 0 && scores[place - 1] < score; place--) {
          scores[place] = scores[place - 1];
          ids[place] = ids[place - 1];
        }
        scores[place] = score;
        ids[place] = id;
      }
    }
    List<Hit> hits = new ArrayList<>(found);
    for (int i = 0; i < found; i++) {
      hits.add(new Hit(ids[i], text, scores[i]));
    }
    return hits;
  }

  private static byte[][] vectors(SplittableRandom random, int count) {
    byte[][] vectors = new byte[count][DIMENSIONS];
    for (byte[] vector : vectors) {
      random.nextBytes(vector);
    }
    return vectors;
  }
}
