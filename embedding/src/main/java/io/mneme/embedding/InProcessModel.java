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
 * @param introductions what it wants to read before a text and before a question
 */
record InProcessModel(
    String model, String stem, Pooling pooling, int tokensMax, Introductions introductions) {

  /** Length of every one's vectors. */
  static final int DIMENSIONS = 384;

  /** As published: the mean of the tokens, of which it reads 256. */
  static final InProcessModel ALL_MINILM =
      new InProcessModel(
          "all-minilm-l6-v2-q/1",
          "/all-minilm-l6-v2-q",
          Pooling.MEAN,
          256,
          new Introductions("", ""));

  /** As its model card says: the first token stands for the text; a question is introduced. */
  static final InProcessModel BGE_SMALL =
      new InProcessModel(
          "bge-small-en-v15-q/1",
          "/bge-small-en-v1.5-q",
          Pooling.FIRST_TOKEN,
          512,
          new Introductions("", "Represent this sentence for searching relevant passages: "));

  /** As its model card says: the mean of the tokens; texts and questions are introduced. */
  static final InProcessModel E5_SMALL =
      new InProcessModel(
          "e5-small-v2-q/1",
          "/e5-small-v2-q",
          Pooling.MEAN,
          512,
          new Introductions("passage: ", "query: "));

  static final List<InProcessModel> ALL = List.of(ALL_MINILM, BGE_SMALL, E5_SMALL);

  /** Where nothing is configured, the first of an empty database. */
  static final InProcessModel DEFAULT = ALL_MINILM;

  private static final String BEFORE_VERSION = "/";

  /** How a text's vector comes of its tokens' states. */
  enum Pooling {
    MEAN,
    FIRST_TOKEN
  }

  /**
   * What was said to a model, when it was trained, of what it is about to read. It has a part in
   * the vector of the whole; its tokens are none of the text's.
   *
   * @param text before what is to be found
   * @param question before what looks for it
   */
  record Introductions(String text, String question) {}

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
