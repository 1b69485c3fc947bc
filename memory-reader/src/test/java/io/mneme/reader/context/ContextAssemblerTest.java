package io.mneme.reader.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.Remembered;
import io.mneme.reader.rank.Ranked;
import io.mneme.schemas.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextAssemblerTest {
  private static final Memory FIRST =
      Remembered.text("Shall we cook?").by("Tomas").turn("c", 0).memory();
  private static final Memory SECOND =
      Remembered.text("Yes!\nPasta").by("Mira").showing("a pot").turn("c", 1).memory();
  private static final Ranked LIKES =
      ranked(Remembered.text("I like basil").by("Mira").at("2025-05-08T10:00:00Z"));
  private static final Ranked LONG = ranked(Remembered.text("x".repeat(2_000)));

  @Test
  void memoriesComeFirstThenTheConversationInItsOrder() {
    Context context =
        ContextAssembler.assemble(List.of(FIRST, SECOND), List.of(), List.of(LIKES), 200);

    assertThat(context.text())
        .isEqualTo(
            """
            Relevant memories:
            - [2025-05-08] Mira: I like basil

            Conversation so far:
            - [2026-01-01] Tomas: Shall we cook?
            - [2026-01-01] Mira: Yes! Pasta (a pot)
            """);
    assertThat(context.tokens()).isEqualTo(Math.ceilDiv(context.text().length(), 4));
  }

  @Test
  void aBudgetIsNeverExceeded() {
    List<Memory> turns = new ArrayList<>();
    List<Ranked> memories = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      turns.add(
          Remembered.text("turn " + "word ".repeat(i) + i + " and more.")
              .turn("c", i)
              .offset(i)
              .memory());
      memories.add(ranked(Remembered.text("memory " + "word ".repeat(i % 13)).offset(i)));
    }
    for (int budget = 1; budget < 1_200; budget += 7) {
      Context context = ContextAssembler.assemble(turns, turns, memories, budget);

      assertThat(context.text().length()).isLessThanOrEqualTo(budget * 4);
      assertThat(context.tokens()).isLessThanOrEqualTo(budget);
    }
  }

  @Test
  void theConversationTakesAtMostHalfAndKeepsItsLastTurns() {
    List<Memory> turns = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      turns.add(Remembered.text("this is turn number " + i).turn("c", i).memory());
    }

    Context context = ContextAssembler.assemble(turns, List.of(), List.of(LIKES), 120);

    assertThat(context.working()).isNotEmpty().hasSizeLessThan(30);
    assertThat(context.working().getLast()).isEqualTo(turns.getLast());
    assertThat(context.memories()).containsExactly(LIKES);
  }

  @Test
  void whatFellOutOfTheLastTurnsIsSummedUpBeforeThem() {
    List<Memory> turns = new ArrayList<>();
    turns.add(said("The harbour opens at noon on Sunday.", 0));
    for (int i = 1; i < 12; i++) {
      turns.add(said("Now about item " + i, i));
    }

    Context context = ContextAssembler.assemble(turns, turns, List.of(LIKES), 150);

    assertThat(context.working()).isNotEmpty().doesNotContain(turns.getFirst());
    assertThat(context.summary().lines()).isNotEmpty();
    assertThat(context.summary().lines())
        .extracting(Summary.Line::source)
        .doesNotContainAnyElementsOf(context.working());
    assertThat(context.text())
        .containsSubsequence(
            "Relevant memories:\n",
            "\nEarlier in this conversation:\n- [2026-01-01] ",
            "\nConversation so far:\n");
  }

  @Test
  void whatTheSummarySaysIsNotSaidTwice() {
    Memory told = said("The harbour opens at noon on Sunday.", 0);
    Memory last = said("Thanks", 1);

    Context context =
        ContextAssembler.assemble(
            List.of(last), List.of(told, last), List.of(new Ranked(told, 1, List.of())), 200);

    assertThat(context.summary().lines()).hasSize(1);
    assertThat(context.memories()).isEmpty();
    assertThat(context.text()).containsOnlyOnce("harbour");
  }

  private static Memory said(String text, int turn) {
    return Remembered.text(text).by("Mira").turn("c", turn).offset(turn).memory();
  }

  @Test
  void aMemoryThatDoesNotFitMakesRoomForTheNext() {
    Context context = ContextAssembler.assemble(List.of(), List.of(), List.of(LONG, LIKES), 100);

    assertThat(context.memories()).containsExactly(LIKES);
  }

  @Test
  void whatTheConversationSaysIsNotSaidTwice() {
    Ranked second = new Ranked(SECOND, 1, List.of());

    Context context =
        ContextAssembler.assemble(List.of(FIRST, SECOND), List.of(), List.of(second, LIKES), 200);

    assertThat(context.memories()).containsExactly(LIKES);
    assertThat(context.text()).containsOnlyOnce("Pasta");
  }

  @Test
  void nothingGivesAnEmptyText() {
    assertThat(ContextAssembler.assemble(List.of(), List.of(), List.of(), 100))
        .isEqualTo(new Context(Summary.EMPTY, List.of(), List.of(), "", 0));
  }

  private static Ranked ranked(Remembered memory) {
    return new Ranked(memory.memory(), 1, List.of());
  }
}
