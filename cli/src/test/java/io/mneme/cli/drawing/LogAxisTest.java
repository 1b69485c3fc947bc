package io.mneme.cli.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogAxisTest {

  @Test
  void tenTimesAsMuchIsAlwaysAsFar() {
    LogAxis upwards = new LogAxis(1, 1_000, 300, 0);

    assertThat(upwards.at(1)).isEqualTo(300);
    assertThat(upwards.at(10)).isCloseTo(200, within(0.01));
    assertThat(upwards.at(100)).isCloseTo(100, within(0.01));
  }

  @Test
  void whatLiesOutsideIsDrawnAtTheEnd() {
    LogAxis axis = new LogAxis(1, 1_000, 0, 300);

    assertThat(axis.at(0)).isZero();
    assertThat(axis.at(5_000)).isEqualTo(300);
  }

  @Test
  void axisAroundValuesRunsFromOnePowerOfTenToAnother() {
    assertThat(LogAxis.around(List.of(0.4, 37.0), 0, 300).decades())
        .containsExactly(0.1, 1.0, 10.0, 100.0);
    assertThat(LogAxis.around(List.of(10.0), 0, 300).decades()).containsExactly(10.0, 100.0);
  }
}
