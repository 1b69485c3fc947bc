package io.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachingEmbedderTest {
  private final Counting model = new Counting();
  private final CachingEmbedder embedder = new CachingEmbedder(model, 2);

  @Test
  void aRepeatedTextIsEmbeddedOnce() throws Exception {
    float[] first = embedder.embed(List.of("a")).getFirst();
    float[] again = embedder.embed(List.of("a")).getFirst();

    assertThat(again).isEqualTo(first);
    assertThat(model.asked).containsExactly("a");
  }

  @Test
  void onlyWhatIsUnknownIsAskedForAndTheOrderIsKept() throws Exception {
    embedder.embed(List.of("b"));

    List<float[]> vectors = embedder.embed(List.of("a", "b", "a", "c"));

    assertThat(model.asked).containsExactly("b", "a", "c");
    assertThat(vectors.get(0)).isEqualTo(vectors.get(2));
    assertThat(vectors.get(1)).isEqualTo(embedder.embed(List.of("b")).getFirst());
  }

  @Test
  void theLeastRecentlyUsedTextIsForgottenFirst() throws Exception {
    embedder.embed(List.of("a"));
    embedder.embed(List.of("b"));
    embedder.embed(List.of("a"));
    embedder.embed(List.of("c"));

    embedder.embed(List.of("a"));
    embedder.embed(List.of("b"));

    assertThat(model.asked).containsExactly("a", "b", "c", "b");
  }

  @Test
  void aLongTextIsNotKept() throws Exception {
    String text = "x".repeat(CachingEmbedder.TEXT_CHARS_MAX + 1);

    embedder.embed(List.of(text));
    embedder.embed(List.of(text));

    assertThat(model.asked).hasSize(2);
  }

  @Test
  void aCallerWhoChangesAVectorDoesNotChangeTheNextAnswer() throws Exception {
    embedder.embed(List.of("a")).getFirst()[0] = 42;
    embedder.embed(List.of("a")).getFirst()[0] = 42;

    assertThat(embedder.embed(List.of("a")).getFirst()[0]).isNotEqualTo(42);
  }

  @Test
  void aFailureIsNotRemembered() throws Exception {
    model.down = true;
    assertThatThrownBy(() -> embedder.embed(List.of("a"))).isInstanceOf(EmbedderUnavailable.class);

    model.down = false;

    assertThat(embedder.embed(List.of("a"))).hasSize(1);
  }

  private static final class Counting implements Embedder {
    private final List<String> asked = new ArrayList<>();
    private final StubEmbedder stub = new StubEmbedder(8);
    private boolean down;

    @Override
    public String model() {
      return stub.model();
    }

    @Override
    public int dimensions() {
      return stub.dimensions();
    }

    @Override
    public List<float[]> embed(List<String> texts) throws EmbedderUnavailable {
      if (down) {
        throw new EmbedderUnavailable("down");
      }
      asked.addAll(texts);
      return stub.embed(texts);
    }

    @Override
    public void close() {}
  }
}
