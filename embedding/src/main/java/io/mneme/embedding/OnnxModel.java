package io.mneme.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * A quantised model with its tokenizer, as they lie in the jar on the class path: one text in, its
 * tokens' states and one unit vector out. Safe for use by many threads: the session has no thread
 * of its own, a run computes on its caller's.
 */
final class OnnxModel implements AutoCloseable {
  private static final int DIMENSIONS = InProcessModel.DIMENSIONS;

  private final InProcessModel kind;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;
  private final Introduction beforeText;
  private final Introduction beforeQuestion;

  private OnnxModel(
      InProcessModel kind,
      OrtEnvironment environment,
      OrtSession session,
      HuggingFaceTokenizer tokenizer) {
    this.kind = kind;
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
    this.beforeText = introduction(kind.introductions().text());
    this.beforeQuestion = introduction(kind.introductions().question());
  }

  /**
   * What the model makes of a text.
   *
   * @param vector pooled as the model wants it, at length 1
   * @param tokens the text's own, as the tokenizer names them: neither those of what introduces it
   *     nor those the model puts around both
   * @param states the last layer, one for each of these tokens
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Reading(float[] vector, String[] tokens, float[][] states) {}

  static OnnxModel load(InProcessModel kind) throws IOException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession session;
    try (InputStream weights = resource(kind.weights());
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(weights.readAllBytes(), options);
    }
    try (InputStream json = resource(kind.tokenizer())) {
      return new OnnxModel(
          kind, environment, session, HuggingFaceTokenizer.newInstance(json, options(kind)));
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  InProcessModel kind() {
    return kind;
  }

  /** Reads what is to be found. */
  Reading readText(String text) throws OrtException {
    return read(beforeText, text);
  }

  /** Reads what looks for it. */
  Reading readQuestion(String question) throws OrtException {
    return read(beforeQuestion, question);
  }

  private Reading read(Introduction introduction, String text) throws OrtException {
    Encoding encoding = tokenizer.encode(introduction.words() + text);
    float[][] states = states(encoding);
    float[] vector =
        switch (kind.pooling()) {
          case MEAN -> sum(states); // the direction of the mean is the direction of the sum
          case FIRST_TOKEN -> states[0].clone();
        };
    if (!Vectors.normalise(vector)) {
      throw new TextRefused("the model gave a vector without direction");
    }
    int from = 1 + introduction.tokens();
    int to = states.length - 1;
    return new Reading(
        vector,
        Arrays.copyOfRange(encoding.getTokens(), from, to),
        Arrays.copyOfRange(states, from, to));
  }

  private float[][] states(Encoding tokens) throws OrtException {
    long[] mask = tokens.getAttentionMask();
    long[] shape = {1, mask.length};
    try (OnnxTensor ids = tensor(tokens.getIds(), shape);
        OnnxTensor attention = tensor(mask, shape);
        OnnxTensor types = tensor(tokens.getTypeIds(), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", attention, "token_type_ids", types))) {
      FloatBuffer layer = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[][] states = new float[mask.length][DIMENSIONS];
      for (float[] state : states) {
        layer.get(state);
      }
      return states;
    }
  }

  @Override
  public void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the model's session could not be closed", e);
    }
  }

  private Introduction introduction(String words) {
    return new Introduction(words, tokenizer.encode(words, false, false).getTokens().length);
  }

  /** What stands before a text, and how many tokens that are. */
  private record Introduction(String words, int tokens) {}

  private static float[] sum(float[][] states) {
    float[] sum = new float[DIMENSIONS];
    for (float[] state : states) {
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += state[i];
      }
    }
    return sum;
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  private static Map<String, String> options(InProcessModel kind) {
    String length = Integer.toString(kind.tokensMax());
    return Map.of(
        "padding", "false", "truncation", "true", "maxLength", length, "modelMaxLength", length);
  }

  private static InputStream resource(String name) throws IOException {
    InputStream stream = OnnxModel.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IOException("no " + name + " on the class path: the model's jar is missing");
    }
    return stream;
  }
}
