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
 * The model all-MiniLM-L6-v2, quantised, with its tokenizer, as they lie in the jar on the class
 * path: one text in, one unit vector out. Safe for use by many threads: the session has no thread
 * of its own, a run computes on its caller's.
 */
final class OnnxModel implements AutoCloseable {
  /** Recorded with every vector; a change of weights, pooling or truncation is a new number. */
  static final String NAME = "all-minilm-l6-v2-q/1";

  static final int DIMENSIONS = 384;

  /** The sequence length the model is published with; what stands beyond has no part in meaning. */
  static final int TOKENS_MAX = 256;

  private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;

  private OnnxModel(
      OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
  }

  static OnnxModel load() throws IOException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession session;
    try (InputStream weights = resource(WEIGHTS);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(weights.readAllBytes(), options);
    }
    try (InputStream json = resource(TOKENIZER)) {
      return new OnnxModel(environment, session, HuggingFaceTokenizer.newInstance(json, options()));
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Mean of the last layer over the text's tokens, at length 1. */
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
      float[] vector = pool(((OnnxTensor) result.get(0)).getFloatBuffer(), mask);
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

  private static float[] pool(FloatBuffer states, long[] mask) {
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

  private static Map<String, String> options() {
    String length = Integer.toString(TOKENS_MAX);
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
