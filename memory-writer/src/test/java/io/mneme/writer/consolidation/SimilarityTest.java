package io.mneme.writer.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderConfig;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.Embedders;
import io.mneme.embedding.TextEmbedding;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the default model says of texts of one wording, and of texts that only look like it. */
class SimilarityTest {
  private static final double SIMILARITY_MIN_DEFAULT = 0.92;

  private static Embedder model;

  @BeforeAll
  static void open() throws EmbedderUnavailable {
    model = Embedders.open(EmbedderConfig.inProcess());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static Memory embedded(int number, String text) throws EmbedderUnavailable {
    Memory.Content content = Facts.content(text, null, Map.of());
    TextEmbedding vectors = model.embed(List.of(EmbeddingText.of(content))).getFirst();
    return Facts.fact(number, text)
        .with(Embedding.of(model.model(), EmbeddingText.hash(content), vectors.vector()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          User likes green tea             | The user also likes green tea.
          The user has a cat               | user has a cat.
          User doesn't eat meat            | User does not eat meat
          I'm allergic to nuts             | I am allergic to nuts.
          User has two cats                | User has 2 cats
          """)
  void textsOfOneWordingAreNear(String one, String other) throws EmbedderUnavailable {
    List<Memory> memories = List.of(embedded(0, one), embedded(1, other));

    assertThat(Consolidation.similarity(memories.getFirst(), memories.getLast()))
        .isGreaterThan(SIMILARITY_MIN_DEFAULT);
    assertThat(Consolidation.of(memories, SIMILARITY_MIN_DEFAULT)).hasSize(1);
  }

  @Test
  void theVectorsAloneWouldTakeTwoFactsForOne() throws EmbedderUnavailable {
    Memory anna = embedded(0, "Anna is taller than Ben");
    Memory ben = embedded(1, "Ben is taller than Anna");

    assertThat(Consolidation.similarity(anna, ben)).isGreaterThan(SIMILARITY_MIN_DEFAULT);
    assertThat(Consolidation.of(List.of(anna, ben), SIMILARITY_MIN_DEFAULT)).isEmpty();
  }
}
