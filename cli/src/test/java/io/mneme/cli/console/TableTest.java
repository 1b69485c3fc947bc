package io.mneme.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void figuresAreAlignedRightAndWordsLeft() {
    Table table = new Table("tier", "memories").row("hot", "1,234").row("cold", "7");

    assertThat(table.text(80).lines())
        .containsExactly("tier  memories", "hot      1,234", "cold         7");
  }

  @Test
  void lastColumnGoesOnBelowItselfWhereTheLineEnds() {
    Table table = new Table("who", "text").row("Ana", "one two three four five six seven");

    assertThat(table.text(30).lines())
        .containsExactly("who  text", "Ana  one two three four five", "     six seven");
  }

  @Test
  void wordLongerThanTheLineIsBroken() {
    Table table = new Table("who", "text").row("Ana", "x".repeat(30));

    assertThat(table.text(29).lines())
        .containsExactly("who  text", "Ana  " + "x".repeat(24), "     " + "x".repeat(6));
  }

  @Test
  void lineBreaksInACellBecomeSpaces() {
    assertThat(new Table("a").row("one\n  two").text(80).lines()).containsExactly("a", "one two");
  }

  @Test
  void rowOfAnotherWidthIsRefused() {
    Table table = new Table("a", "b");

    assertThatThrownBy(() -> table.row("only one")).isInstanceOf(IllegalArgumentException.class);
  }
}
