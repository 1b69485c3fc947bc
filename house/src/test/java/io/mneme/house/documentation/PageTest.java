package io.mneme.house.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Page PAGE =
      new Page(
          Path.of("page.md"),
          """
          # The first: a "heading"
          See [there](other.md#part), [here](#the-first-a-heading), [far](https://example.org).
          Run `./mneme status`.
          ```sh
          $ ./mneme up --detach
          KEY=1 ./mneme recall \\
            --user mira "what?"
          echo no
          ```
          ```json
          {"a": 1}
          ```
          """);

  @Test
  void commandsAreFoundInBlocksAndInText() {
    assertThat(PAGE.commands())
        .containsExactly(
            "./mneme up --detach",
            "KEY=1 ./mneme recall    --user mira \"what?\"",
            "./mneme status");
  }

  @Test
  void blocksLinksAndAnchorsAreFound() {
    assertThat(PAGE.blocks("json")).containsExactly("{\"a\": 1}\n");
    assertThat(PAGE.relativeLinks()).containsExactly("other.md#part", "#the-first-a-heading");
    assertThat(PAGE.anchors()).containsExactly("the-first-a-heading");
  }
}
