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
import java.util.Map;

/**
 * A quantised model with its tokenizer, as they lie in the jar on the class path: one text in, one
 * unit vector out. Safe for use by many threads: the session has no thread of its own, a run
 * computes on its caller's.
 */
final class OnnxModel implements AutoCloseable {
  private static final int DIMENSIONS = InProcessModel.DIMENSIONS;

  private final InProcessModel kind;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;

  private OnnxModel(
      InProcessModel kind,
      OrtEnvironment environment,
      OrtSession session,
      HuggingFaceTokenizer tokenizer) {
    this.kind = kind;
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
  }

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

  /** The last layer over the text's tokens, pooled as this model wants it, at length 1. */
  float[] embed(String text) throws OrtException {
    Encoding tokens = tokenizer.encode(text);
    long[] mask = tokens.getAttentionMask();
    long[] shape = {1, mask.length};
    try (OnnxTensor ids = tensor(tokens.getIds(), shape);
        OnnxTensor attention = tensor(mask, shape);
        OnnxTensor types = tensor(tokens.getTypeIds(), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", attention, "token_type_ids", types))) {
      FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] vector =
          switch (kind.pooling()) {
            case MEAN -> mean(states, mask);
            case FIRST_TOKEN -> first(states);
          };
      if (!Vectors.normalise(vector)) {
        throw new TextRefused("the model gave a vector without direction");
      }
      return vector;
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

  private static float[] first(FloatBuffer states) {
    float[] state = new float[DIMENSIONS];
    states.get(0, state);
    return state;
  }

  private static float[] mean(FloatBuffer states, long[] mask) {
    float[] sum = new float[DIMENSIONS];
    float[] state = new float[DIMENSIONS];
    for (int token = 0; token < mask.length; token++) {
      if (mask[token] == 0) {
        continue;
      }
      states.get(token * DIMENSIONS, state);
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += state[i];
      }
    }
    return sum; // the direction of the mean is the direction of the sum
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
