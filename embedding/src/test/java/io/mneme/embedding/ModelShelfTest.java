package io.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelShelfTest {
  private final List<String> opened = new ArrayList<>();
  private final ModelShelf shelf =
      new ModelShelf(
          EmbedderConfig.of("stub", "", "", "", 8),
          embedder -> {
            opened.add(embedder.model());
            return embedder;
          });

  @Test
  void aModelIsOpenedWhenItIsFirstAskedForAndOnce() throws Exception {
    assertThat(opened).isEmpty();

    Embedder first = shelf.of("stub-8/1");
    Embedder second = shelf.of("stub-b");

    assertThat(shelf.of("stub-8/1")).isSameAs(first);
    assertThat(shelf.of("stub-b")).isSameAs(second);
    assertThat(second.dimensions()).isEqualTo(8);
    assertThat(opened).containsExactly("stub-8/1", "stub-b");
  }

  @Test
  void aModelNobodyKnowsIsAnOutageThatNamesTheKnownOnes() {
    assertThatThrownBy(() -> shelf.of("gpt"))
        .isInstanceOf(EmbedderUnavailable.class)
        .hasMessageContaining("all-minilm-l6-v2-q, bge-small-en-v15-q, e5-small-v2-q");
  }
}
