package io.mneme.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailpointsTest {
  private final List<Integer> halts = new ArrayList<>();

  @Test
  void onlyTheArmedPlaceHaltsTheProcessAsAKillWould() {
    Failpoints failpoints = new Failpoints("after-commit", halts::add);

    failpoints.reach("before-commit");
    assertThat(halts).isEmpty();
    failpoints.reach("after-commit");

    assertThat(halts).containsExactly(137);
  }

  @Test
  void withoutTheVariableNothingEverHappens() {
    Failpoints failpoints = new Failpoints(null, halts::add);

    failpoints.reach("after-commit");

    assertThat(halts).isEmpty();
  }
}
