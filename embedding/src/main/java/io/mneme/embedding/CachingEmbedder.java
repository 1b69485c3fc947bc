package io.mneme.embedding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers recent questions, which people and pages repeat, least recently asked out first. Texts
 * to be found are seldom said twice: they go straight to the model.
 */
public final class CachingEmbedder implements Embedder {
  /** Longer ones are embedded and forgotten, so that the bound on entries is one on bytes. */
  static final int QUESTION_CHARS_MAX = 2_000;

  private final Embedder embedder;
  private final Map<String, TextEmbedding> recent;

  /**
   * @param embedder asked for what is not remembered; closed with this one
   * @param questionsMax how many questions are remembered
   */
  public CachingEmbedder(Embedder embedder, int questionsMax) {
    this.embedder = embedder;
    this.recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, TextEmbedding> eldest) {
            return size() > questionsMax;
          }
        };
  }

  @Override
  public String model() {
    return embedder.model();
  }

  @Override
  public int dimensions() {
    return embedder.dimensions();
  }

  @Override
  public List<TextEmbedding> embed(List<String> texts) throws EmbedderUnavailable {
    return embedder.embed(texts);
  }

  @Override
  public TextEmbedding embedQuestion(String question) throws EmbedderUnavailable {
    synchronized (recent) {
      TextEmbedding known = recent.get(question);
      if (known != null) {
        return known;
      }
    }
    TextEmbedding embedding = embedder.embedQuestion(question);
    if (question.length() <= QUESTION_CHARS_MAX) {
      synchronized (recent) {
        recent.put(question, embedding);
      }
    }
    return embedding;
  }

  @Override
  public void close() {
    embedder.close();
  }
}
