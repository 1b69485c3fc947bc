package io.mneme.embedding;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A model whose weights lie in a jar on the class path, and how its authors want it to be used.
 *
 * @param model recorded with every vector; a change of weights, pooling or truncation is a new
 *     number behind the slash
 * @param stem of its files on the class path
 * @param pooling how a text's vector comes of its tokens' states
 * @param tokensMax what stands beyond has no part in meaning
 * @param beforeQuestion put before a question, and before nothing else
 */
record InProcessModel(
    String model, String stem, Pooling pooling, int tokensMax, String beforeQuestion) {

  /** Length of every one's vectors. */
  static final int DIMENSIONS = 384;

  /** As published: the mean of the tokens, of which it reads 256. */
  static final InProcessModel DEFAULT =
      new InProcessModel("all-minilm-l6-v2-q/1", "/all-minilm-l6-v2-q", Pooling.MEAN, 256, "");

  /** As its model card says: the first token stands for the text; a question is introduced. */
  static final InProcessModel BGE_SMALL =
      new InProcessModel(
          "bge-small-en-v15-q/1",
          "/bge-small-en-v1.5-q",
          Pooling.FIRST_TOKEN,
          512,
          "Represent this sentence for searching relevant passages: ");

  static final List<InProcessModel> ALL = List.of(DEFAULT, BGE_SMALL);

  private static final String BEFORE_VERSION = "/";

  /** How a text's vector comes of its tokens' states. */
  enum Pooling {
    MEAN,
    FIRST_TOKEN
  }

  /** By its name, with or without the version. */
  static Optional<InProcessModel> named(String name) {
    return ALL.stream()
        .filter(one -> name.equals(one.model) || name.equals(one.family()))
        .findFirst();
  }

  /** All of them, for a person. */
  static String names() {
    return ALL.stream().map(InProcessModel::family).collect(Collectors.joining(", "));
  }

  private String family() {
    return model.substring(0, model.indexOf(BEFORE_VERSION));
  }

  String weights() {
    return stem + ".onnx";
  }

  /** Of its token states, beside this class. */
  String projection() {
    return stem.substring(1) + ".basis";
  }

  String tokenizer() {
    return stem + "-tokenizer.json";
  }
}
