package io.mneme.embedding;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Remembers the vectors of recent texts, least recently used out first. For questions, which people
 * and pages repeat; turns of a conversation do not, so the writer has no use for it.
 */
public final class CachingEmbedder implements Embedder {
  /** Longer texts are embedded and forgotten, so that the bound on entries is one on bytes. */
  static final int TEXT_CHARS_MAX = 2_000;

  private final Embedder embedder;
  private final Map<String, float[]> recent;

  /**
   * @param embedder asked for what is not remembered; closed with this one
   * @param textsMax how many texts are remembered
   */
  public CachingEmbedder(Embedder embedder, int textsMax) {
    this.embedder = embedder;
    this.recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > textsMax;
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
  public List<float[]> embed(List<String> texts) throws EmbedderUnavailable {
    Map<String, float[]> vectors = new HashMap<>();
    synchronized (recent) {
      for (String text : texts) {
        float[] vector = recent.get(text);
        if (vector != null) {
          vectors.put(text, vector);
        }
      }
    }
    List<String> unknown =
        texts.stream().filter(text -> !vectors.containsKey(text)).distinct().toList();
    if (!unknown.isEmpty()) {
      List<float[]> embedded = embedder.embed(unknown);
      for (int i = 0; i < unknown.size(); i++) {
        vectors.put(unknown.get(i), embedded.get(i));
        remember(unknown.get(i), embedded.get(i));
      }
    }
    return texts.stream().map(text -> Objects.requireNonNull(vectors.get(text)).clone()).toList();
  }

  @Override
  public void close() {
    embedder.close();
  }

  private void remember(String text, float[] vector) {
    if (text.length() <= TEXT_CHARS_MAX) {
      synchronized (recent) {
        recent.put(text, vector);
      }
    }
  }
}
