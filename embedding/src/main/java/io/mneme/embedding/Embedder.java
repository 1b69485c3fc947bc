package io.mneme.embedding;

import java.util.List;

/**
 * Text to vectors. The same text gives the same ones, whatever is embedded beside it; that is what
 * lets a replay find vectors by content hash. Safe for use by many threads.
 */
public interface Embedder extends AutoCloseable {

  /** Model and version as recorded with every vector, for example {@code all-minilm-l6-v2-q/1}. */
  String model();

  /** Length of every vector. */
  int dimensions();

  /**
   * What the model makes of each text, in order.
   *
   * @throws EmbedderUnavailable when the model cannot answer now; nothing is wrong with the texts
   * @throws TextRefused when it answers, and never will embed one of them
   */
  List<TextEmbedding> embed(List<String> texts) throws EmbedderUnavailable;

  /**
   * A question, to be compared with texts. Some models want it introduced as one.
   *
   * @throws EmbedderUnavailable when the model cannot answer now
   * @throws TextRefused when it answers, and never will embed this
   */
  default TextEmbedding embedQuestion(String question) throws EmbedderUnavailable {
    return embed(List.of(question)).getFirst();
  }

  @Override
  void close();
}
