package io.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class EmbedderConfigTest {

  @Test
  void withNothingSetTheModelInProcessIsChosen() {
    EmbedderConfig config = EmbedderConfig.of("", "", "", "", null);

    assertThat(config).isEqualTo(EmbedderConfig.inProcess());
  }

  @Test
  void anEndpointIsChosenWithItsAddressModelAndDimensions() {
    EmbedderConfig config =
        EmbedderConfig.of("http", "https://embed.test/v1", "small", "secret", 768);

    assertThat(config.choice()).isEqualTo(EmbedderConfig.Choice.HTTP);
    assertThat(config.url()).isEqualTo(URI.create("https://embed.test/v1"));
    assertThat(config.model()).isEqualTo("small");
    assertThat(config.dimensions()).isEqualTo(768);
    assertThat(config.toString()).doesNotContain("secret");
  }

  @Test
  void theStandInTakesTheLengthOfTheRealModelUnlessToldOtherwise() throws Exception {
    try (Embedder usual = Embedders.open(EmbedderConfig.of("stub", "", "", "", null));
        Embedder small = Embedders.open(EmbedderConfig.of("stub", "", "", "", 16))) {
      assertThat(usual.dimensions()).isEqualTo(384);
      assertThat(small.dimensions()).isEqualTo(16);
    }
  }

  @Test
  void whatCannotWorkIsRefusedWithTheNameOfTheVariable() {
    assertThatThrownBy(() -> EmbedderConfig.of("gpu", "", "", "", null))
        .hasMessageContaining("MNEME_EMBEDDER is onnx, http or stub");
    assertThatThrownBy(() -> EmbedderConfig.of("http", "", "small", "", 3))
        .hasMessageContaining("MNEME_EMBEDDER_URL");
    assertThatThrownBy(() -> EmbedderConfig.of("http", "http://h/v1", "small", "", null))
        .hasMessageContaining("MNEME_EMBEDDER_DIMENSIONS");
    assertThatThrownBy(() -> EmbedderConfig.of("http", "ftp://h/v1", "small", "", 3))
        .hasMessageContaining("http or https");
    assertThatThrownBy(() -> EmbedderConfig.of("onnx", "", "", "", 768))
        .hasMessageContaining("384");
  }

  @Test
  void anotherModelIsChosenByNameWithOrWithoutItsVersion() {
    EmbedderConfig usual = EmbedderConfig.inProcess();

    assertThat(usual.recordedModel()).isEqualTo(InProcessModel.DEFAULT.model());
    assertThat(usual.withModel("all-minilm-l6-v2-q").recordedModel())
        .isEqualTo("all-minilm-l6-v2-q/1");
    assertThat(EmbedderConfig.of("onnx", "", "bge-small-en-v15-q", "", null).recordedModel())
        .isEqualTo("bge-small-en-v15-q/1");
    assertThat(EmbedderConfig.of("onnx", "", "e5-small-v2-q", "", null).recordedModel())
        .isEqualTo("e5-small-v2-q/1");
    assertThat(usual.withModel("bge-small-en-v15-q/1").recordedModel())
        .isEqualTo("bge-small-en-v15-q/1");
  }

  @Test
  void aModelNobodyKnowsIsRefusedWithTheNamesOfTheKnownOnes() {
    String known =
        "There is no model \"gpt\". Known are all-minilm-l6-v2-q, bge-small-en-v15-q, e5-small-v2-q,"
            + " and with MNEME_EMBEDDER_URL set whatever that endpoint has.";

    assertThatThrownBy(() -> EmbedderConfig.of("onnx", "", "gpt", "", null)).hasMessage(known);
    assertThatThrownBy(() -> EmbedderConfig.inProcess().withModel("gpt")).hasMessage(known);
  }

  @Test
  void anEndpointIsAskedForWhateverIsNotInProcess() {
    EmbedderConfig endpoint = EmbedderConfig.of("http", "http://h/v1", "small", "key", 384);

    assertThat(endpoint.withModel("large"))
        .isEqualTo(EmbedderConfig.of("http", "http://h/v1", "large", "key", 384));
    assertThat(endpoint.withModel("all-minilm-l6-v2-q").choice())
        .isEqualTo(EmbedderConfig.Choice.ONNX);
  }
}
