package io.mneme.embedding;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A stand-in for tests and benchmarks of the pipeline: a text's vector is the sum of directions its
 * words hash to, so texts that share words lie near each other. It knows no meaning; use it where
 * the time of a model would hide what is measured.
 */
public final class StubEmbedder implements Embedder {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private static final String NAMES = "stub-";

  private final int dimensions;
  private final String model;
  private final String salt;

  /** The usual one. */
  public StubEmbedder(int dimensions) {
    this(dimensions, name(dimensions));
  }

  /**
   * One of many: under another name a word has another direction, as with another model.
   *
   * @param model begins with {@code stub-}
   */
  public StubEmbedder(int dimensions, String model) {
    if (dimensions < 1) {
      throw new IllegalArgumentException("a vector has at least one dimension");
    }
    if (!isName(model)) {
      throw new IllegalArgumentException("a stand-in's name begins with " + NAMES);
    }
    this.dimensions = dimensions;
    this.model = model;
    this.salt = model.equals(name(dimensions)) ? "" : model;
  }

  static String name(int dimensions) {
    return NAMES + dimensions + "/1";
  }

  static boolean isName(String model) {
    return model.startsWith(NAMES);
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public List<TextEmbedding> embed(List<String> texts) {
    return texts.stream().map(this::embed).map(TextEmbedding::whole).toList();
  }

  @Override
  public void close() {}

  private float[] embed(String text) {
    float[] sum = new float[dimensions];
    WORD.matcher(text.toLowerCase(Locale.ROOT)).results().forEach(word -> add(sum, word.group()));
    if (!Vectors.normalise(sum)) {
      sum[0] = 1; // no word at all: any fixed direction serves
    }
    return sum;
  }

  private void add(float[] sum, String word) {
    CRC32 hash = new CRC32();
    hash.update((salt + word).getBytes(StandardCharsets.UTF_8));
    SplittableRandom direction = new SplittableRandom(hash.getValue());
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (float) (direction.nextDouble() - 0.5);
    }
  }
}
