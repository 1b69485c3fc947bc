package io.mneme.reader.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.Remembered;
import io.mneme.schemas.memory.Memory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SummariserTest {
  private static final int ROOMY = 10_000;

  @Test
  void aSentenceAboutWhatIsSpokenOfComesBeforeOneBesideIt() {
    List<Memory> turns =
        List.of(
            said("The boat needs new sails before the regatta. Sorry, the doorbell rang.", 0),
            said("New sails for the boat cost four hundred.", 1),
            said("The regatta begins in June and the boat must be ready.", 2));

    assertThat(sentences(Summariser.sumUp(turns, line -> 1, 1)))
        .containsExactly("The boat needs new sails before the regatta.");
  }

  @Test
  void sentencesStandInTheOrderTheyWereSaidAndNameTheirMemory() {
    List<Memory> turns = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      turns.add(said("Plan " + i + " is about garden number " + i + " and its apple tree.", i));
    }

    Summary summary = Summariser.sumUp(turns, line -> 1, 10);

    assertThat(summary.lines()).hasSize(10);
    assertThat(summary.lines())
        .extracting(line -> line.source().source().offset())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(summary.lines())
        .allMatch(line -> line.source().content().text().contains(line.sentence()));
  }

  @Test
  void whatHasBeenToldIsNotToldAgainInOtherOrder() {
    List<Memory> turns =
        List.of(
            said("Lea loves red bicycles a lot.", 0),
            said("Red bicycles Lea loves, a lot.", 1),
            said("Her birthday party is on Sunday afternoon.", 2));

    List<String> told = sentences(Summariser.sumUp(turns, line -> 1, 2));

    assertThat(told).contains("Her birthday party is on Sunday afternoon.");
  }

  @Test
  void questionsAndWordsThatTellNothingAloneAreLeftOut() {
    List<Memory> turns =
        List.of(
            said("Shall we meet at the harbour on Sunday morning?", 0),
            said("Yes. Fine.", 1),
            said("The harbour is closed on Sunday morning.", 2));

    assertThat(sentences(Summariser.sumUp(turns, line -> line.sentence().length(), ROOMY)))
        .containsExactly("The harbour is closed on Sunday morning.");
  }

  @Test
  void aBudgetIsNeverExceeded() {
    Random random = new Random(1);
    List<Memory> turns = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      turns.add(said("Some words about thing " + "more ".repeat(random.nextInt(30)) + i + ".", i));
    }
    for (int budget = -10; budget < 2_000; budget += 13) {
      Summary summary = Summariser.sumUp(turns, line -> line.sentence().length(), budget);

      assertThat(sentences(summary).stream().mapToInt(String::length).sum())
          .isLessThanOrEqualTo(Math.max(0, budget));
    }
  }

  @Test
  void theNewestSummaryOfTheApplicationComesFirstAndOnlyWhatWasSaidSinceIsSummedUp() {
    List<Memory> earlier =
        List.of(
            said("The old boat was sold in March to Tomas.", 0),
            given("Everything was about the boat.", 1),
            said("The new boat is green and fast.", 2),
            given("Mira sold her boat. She bought another.", 3),
            said("The harbour fee is due in June already.", 4));

    assertThat(sentences(Summariser.sumUp(earlier, line -> line.sentence().length(), ROOMY)))
        .containsExactly(
            "Mira sold her boat.",
            "She bought another.",
            "The harbour fee is due in June already.");
  }

  @Test
  void theSameTurnsGiveTheSameSummary() {
    List<Memory> turns = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      turns.add(said("Thing " + i % 7 + " meets thing " + i % 11 + " at place " + i % 5 + ".", i));
    }
    Summary once = Summariser.sumUp(turns, line -> line.sentence().length(), 400);

    for (int again = 0; again < 5; again++) {
      assertThat(Summariser.sumUp(turns, line -> line.sentence().length(), 400)).isEqualTo(once);
    }
  }

  @Test
  void nothingBeforeIsNothingToSumUp() {
    assertThat(Summariser.sumUp(Collections.emptyList(), line -> 1, ROOMY).lines()).isEmpty();
  }

  private static Memory said(String text, int turn) {
    return Remembered.text(text).by("Mira").turn("c", turn).offset(turn).memory();
  }

  private static Memory given(String text, int offset) {
    return Remembered.text(text).with(Map.of("summary_of", "c")).offset(offset).memory();
  }

  private static List<String> sentences(Summary summary) {
    return summary.lines().stream().map(Summary.Line::sentence).toList();
  }
}
