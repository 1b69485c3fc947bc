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
    TextEmbedding first = embedder.embedQuestion("a");
    TextEmbedding again = embedder.embedQuestion("a");

    assertThat(again).isSameAs(first);
    assertThat(model.asked).containsExactly("a");
  }

  @Test
  void textsToBeFoundGoToTheModelEveryTime() throws Exception {
    embedder.embed(List.of("a", "b"));
    embedder.embed(List.of("a"));

    assertThat(model.asked).containsExactly("a", "b", "a");
  }

  @Test
  void theLeastRecentlyUsedTextIsForgottenFirst() throws Exception {
    embedder.embedQuestion("a");
    embedder.embedQuestion("b");
    embedder.embedQuestion("a");
    embedder.embedQuestion("c");

    embedder.embedQuestion("a");
    embedder.embedQuestion("b");

    assertThat(model.asked).containsExactly("a", "b", "c", "b");
  }

  @Test
  void aLongTextIsNotKept() throws Exception {
    String text = "x".repeat(CachingEmbedder.QUESTION_CHARS_MAX + 1);

    embedder.embedQuestion(text);
    embedder.embedQuestion(text);

    assertThat(model.asked).hasSize(2);
  }

  @Test
  void aFailureIsNotRemembered() throws Exception {
    model.down = true;
    assertThatThrownBy(() -> embedder.embedQuestion("a")).isInstanceOf(EmbedderUnavailable.class);

    model.down = false;

    assertThat(embedder.embedQuestion("a").vector()).hasSize(8);
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
    public List<TextEmbedding> embed(List<String> texts) throws EmbedderUnavailable {
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
