package io.mneme.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mneme.cli.eval.RecallMeasure.Asked;
import io.mneme.cli.eval.RecallMeasure.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Held against figures computed by hand. */
class RecallMeasureTest {
  private static final Offset<Double> EXACT = within(1e-9);

  /** Gold at ranks 2 and 7 of ten. */
  private static final Asked TWO_GOLD =
      new Asked(1, Set.of("g1", "g2"), List.of("a", "g1", "b", "c", "d", "e", "g2", "f", "h", "i"));

  /** Gold at rank 1. */
  private static final Asked AT_ONCE = new Asked(4, Set.of("g"), List.of("g", "a"));

  /** Gold that was not found. */
  private static final Asked MISSED = new Asked(2, Set.of("g"), List.of("a", "b"));

  @Test
  void recallIsTheShareOfGoldInTheFirstK() {
    assertThat(RecallMeasure.recall(TWO_GOLD, 1)).isEqualTo(0.0);
    assertThat(RecallMeasure.recall(TWO_GOLD, 5)).isEqualTo(0.5);
    assertThat(RecallMeasure.recall(TWO_GOLD, 10)).isEqualTo(1.0);
  }

  @Test
  void reciprocalRankIsThatOfTheFirstGold() {
    assertThat(RecallMeasure.reciprocalRank(TWO_GOLD)).isEqualTo(0.5);
    assertThat(RecallMeasure.reciprocalRank(AT_ONCE)).isEqualTo(1.0);
    assertThat(RecallMeasure.reciprocalRank(MISSED)).isEqualTo(0.0);
  }

  @Test
  void ndcgDiscountsByTheLogarithmOfThePlace() {
    // gains 1/log2(3) + 1/log2(8) over the ideal 1 + 1/log2(3)
    double gained = 0.6309297535714575 + 1.0 / 3.0;
    double ideal = 1.0 + 0.6309297535714575;

    assertThat(RecallMeasure.ndcg(TWO_GOLD)).isCloseTo(gained / ideal, EXACT);
    assertThat(RecallMeasure.ndcg(AT_ONCE)).isCloseTo(1.0, EXACT);
    assertThat(RecallMeasure.ndcg(MISSED)).isEqualTo(0.0);
  }

  @Test
  void ndcgOfMoreGoldThanTenPlacesHasAnIdealOfTen() {
    List<String> twelve = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      twelve.add("g" + i);
    }

    assertThat(RecallMeasure.ndcg(new Asked(1, Set.copyOf(twelve), twelve))).isCloseTo(1.0, EXACT);
  }

  @Test
  void goldBeyondTheTenthPlaceGainsNothing() {
    List<String> ranked =
        new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "h", "i", "j", "k"));
    ranked.add("g");

    assertThat(RecallMeasure.ndcg(new Asked(1, Set.of("g"), ranked))).isEqualTo(0.0);
  }

  @Test
  void figuresAreMeansOverQuestions() {
    Scores scores = RecallMeasure.of(List.of(TWO_GOLD, AT_ONCE, MISSED));

    assertThat(scores.n()).isEqualTo(3);
    assertThat(scores.recallAt().get(1)).isCloseTo(1.0 / 3, EXACT);
    assertThat(scores.recallAt().get(5)).isCloseTo(1.5 / 3, EXACT);
    assertThat(scores.recallAt().get(10)).isCloseTo(2.0 / 3, EXACT);
    assertThat(scores.allAt().get(5)).isCloseTo(1.0 / 3, EXACT);
    assertThat(scores.allAt().get(10)).isCloseTo(2.0 / 3, EXACT);
    assertThat(scores.mrr()).isCloseTo(1.5 / 3, EXACT);
  }

  @Test
  void noQuestionsScoreZero() {
    assertThat(RecallMeasure.of(List.of()).mrr()).isEqualTo(0.0);
  }

  @Test
  void questionWithoutGoldIsRefused() {
    assertThatThrownBy(() -> new Asked(1, Set.of(), List.of("a")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
