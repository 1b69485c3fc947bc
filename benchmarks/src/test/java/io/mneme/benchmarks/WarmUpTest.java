package io.mneme.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void goesOnWhileItGetsFaster() {
    assertThat(WarmUp.isOver(List.of())).isFalse();
    assertThat(WarmUp.isOver(List.of(100.0, 200.0, 300.0))).isFalse();
    assertThat(WarmUp.isOver(List.of(100.0, 200.0, 300.0, 400.0, 500.0, 600.0))).isFalse();
  }

  @Test
  void oneSlowSliceIsNoEnd() {
    assertThat(WarmUp.isOver(List.of(100.0, 200.0, 90.0, 80.0, 210.0))).isFalse();
  }

  @Test
  void isOverOnceThreeInARowBringNothing() {
    assertThat(WarmUp.isOver(List.of(100.0, 400.0, 405.0, 390.0, 411.0))).isTrue();
  }

  @Test
  void isOverAtLastWhateverHappens() {
    List<Double> rising = Stream.iterate(1.0, rate -> rate * 2).limit(24).toList();

    assertThat(WarmUp.isOver(rising)).isTrue();
    assertThat(WarmUp.isOver(rising.subList(0, 23))).isFalse();
    assertThat(WarmUp.isOver(Collections.nCopies(4, 0.0))).isFalse();
  }
}
