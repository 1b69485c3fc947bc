package io.mneme.embedding;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Computes what {@link TokenProjection} reads: mean and principal components of a model's token
 * states over the whole words of its own vocabulary, shuffled into lines of ten. Run {@link #main}
 * to write them again, for another number of dimensions or another model.
 */
final class TokenBasis {
  static final int WORDS_A_LINE = 10;
  private static final int SEED = 11;
  private static final int FROM = InProcessModel.DIMENSIONS;

  private final double[] mean = new double[FROM];
  private final double[][] covariance = new double[FROM][FROM];

  private TokenBasis() {}

  /** Of the states of these lines' tokens. */
  static TokenBasis of(OnnxModel model, List<String> lines) {
    List<float[]> states =
        lines.parallelStream().flatMap(line -> states(model, line).stream()).toList();
    TokenBasis basis = new TokenBasis();
    for (float[] state : states) {
      for (int i = 0; i < FROM; i++) {
        basis.mean[i] += state[i] / (double) states.size();
      }
    }
    for (float[] state : states) {
      basis.add(state);
    }
    return basis;
  }

  private static List<float[]> states(OnnxModel model, String line) {
    try {
      List<float[]> states = new ArrayList<>();
      for (float[] state : model.readText(line).states()) {
        if (Vectors.normalise(state)) {
          states.add(state);
        }
      }
      return states;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(float[] state) {
    double[] centred = new double[FROM];
    double squares = 0;
    for (int i = 0; i < FROM; i++) {
      centred[i] = state[i] - mean[i];
      squares += centred[i] * centred[i];
    }
    for (int i = 0; i < FROM; i++) {
      for (int j = 0; j < FROM; j++) {
        covariance[i][j] += centred[i] * centred[j] / squares;
      }
    }
  }

  float[] mean() {
    float[] floats = new float[FROM];
    IntStream.range(0, FROM).forEach(i -> floats[i] = (float) mean[i]);
    return floats;
  }

  /** The leading components, a column each. */
  RealMatrix components() {
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance));
    RealMatrix basis = new Array2DRowRealMatrix(FROM, TextEmbedding.TOKEN_DIMENSIONS);
    for (int column = 0; column < TextEmbedding.TOKEN_DIMENSIONS; column++) {
      basis.setColumnVector(column, eigen.getEigenvector(column));
    }
    return basis;
  }

  /** How much of the variance of these states lies in the directions of a basis. */
  double held(RealMatrix basis) {
    RealMatrix all = new Array2DRowRealMatrix(covariance);
    return basis.transpose().multiply(all).multiply(basis).getTrace() / all.getTrace();
  }

  /** The whole words of a model's vocabulary in lines. */
  static List<String> vocabulary(InProcessModel model) throws IOException {
    List<String> words = new ArrayList<>();
    try (InputStream json = TokenBasis.class.getResourceAsStream(model.tokenizer())) {
      JsonNode vocabulary = new ObjectMapper().readTree(json).path("model").path("vocab");
      vocabulary
          .fieldNames()
          .forEachRemaining(token -> {
            if (token.chars().allMatch(letter -> letter >= 'a' && letter <= 'z')) {
              words.add(token);
            }
          });
    }
    Collections.sort(words);
    Collections.shuffle(words, new Random(SEED));
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < words.size(); from += WORDS_A_LINE) {
      lines.add(String.join(" ", words.subList(from, Math.min(from + WORDS_A_LINE, words.size()))));
    }
    return lines;
  }

  private void write(Path file) {
    RealMatrix components = components();
    try (DataOutputStream halves = new DataOutputStream(Files.newOutputStream(file))) {
      for (double value : mean) {
        halves.writeShort(Float.floatToFloat16((float) value));
      }
      for (double[] row : components.getData()) {
        for (double value : row) {
          halves.writeShort(Float.floatToFloat16((float) value));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the basis of every model that has none, so that those with which vectors were made stay.
   *
   * @param arguments the folder of the resources
   */
  public static void main(String[] arguments) throws IOException, OrtException {
    for (InProcessModel kind : InProcessModel.ALL) {
      Path file = Path.of(arguments[0], kind.projection());
      if (Files.notExists(file)) {
        try (OnnxModel model = OnnxModel.load(kind)) {
          TokenBasis.of(model, vocabulary(kind)).write(file);
        }
      }
    }
  }
}
