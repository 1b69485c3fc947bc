package io.mneme.benchmarks.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeldMemoriesTest {
  @TempDir private Path state;

  @Test
  void everyPassFindsAsManyMemoriesDueUntilNoneIsLeft() throws IOException {
    // Given
    AtomicLong told = new AtomicLong();
    try (HeldMemories memories = new HeldMemories(state, 1)) {
      memories.fill(2 * HeldMemories.DUE_EACH_PASS, told::set);

      // When: each of them decides that many moves, or says that it did not
      assertThat(memories.pass().time()).isPositive();
      assertThat(memories.pass().time()).isPositive();

      // Then
      assertThatThrownBy(memories::pass).hasMessageContaining("decided 0 moves");
      assertThat(told).hasPositiveValue();
    }
  }
}
