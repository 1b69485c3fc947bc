package io.mneme.writer.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          I met Caroline Smith at Central Park.       | Caroline Smith; Central Park
          We saw a Vincent van Gogh in Paris          | Vincent van Gogh; Paris
          She works for the Bank of America.          | Bank of America
          Hey Mel! How is Oscar?                      | Mel; Oscar
          New York is big.                            | New York
          The Beatles were on. Yesterday it rained.   | Beatles
          Melanie called. I like Melanie.             | Melanie
          Melanie called.                             |
          That is Caroline's dog, not Anna's.         | Caroline; Anna
          I love the LGBTQ group                      | LGBTQ
          I LOVE THIS SO MUCH                         |
          see you on Monday in May                    |
          mail ann.lee+x@mail.example.org, please     | ann.lee+x@mail.example.org
          it is at https://example.org/a?b=1.         | https://example.org/a?b=1
          so #GoodVibes from @mel_k                   | #GoodVibes; @mel_k
          we went to Saint-Étienne with Zoë           | Saint-Étienne; Zoë
          'with Ann, Bob and Cy'                      | Ann; Bob; Cy
          """)
  void findsTheNames(String text, String names) {
    List<String> expected =
        names == null ? List.of() : Arrays.stream(names.split(";")).map(String::strip).toList();

    assertThat(EntityRules.find(text)).isEqualTo(expected);
  }

  @Test
  void aNameIsKeptOnceInTheOrderOfTheText() {
    assertThat(EntityRules.find("with Bob and Ann, then Bob again")).containsExactly("Bob", "Ann");
  }

  @Test
  void aTextFullOfNamesKeepsALimitedNumber() {
    String text =
        IntStream.range(0, 500)
            .mapToObj(i -> "and Name" + i)
            .collect(Collectors.joining(" ", "we saw ", ""));

    assertThat(EntityRules.find(text)).hasSize(EntityRules.ENTITIES_MAX);
  }

  @Test
  void aRunTooLongToBeANameIsNone() {
    assertThat(EntityRules.find("so " + "Very ".repeat(100))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "a@", "a.", "a@a.", "http://", "Xx ", "#a", "'", "É", " . "})
  void aHostileTextTakesNoLongerThanAnHonestOne(String part) {
    String text = part.repeat(32_768 / part.length());
    long began = System.nanoTime();

    EntityRules.find(text);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }
}
