package io.mneme.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.benchmarks.SampleConversations.Turn;
import org.junit.jupiter.api.Test;

final class RememberedTest {
  private final Remembered remembered = Remembered.of(50, 100);

  @Test
  void everyUserIsAsked() {
    assertThat(remembered.asked()).hasSize(2_000);
    assertThat(remembered.asked().stream().map(Turn::user).distinct()).hasSize(50);
  }

  @Test
  void thereIsOneContextForEachUser() {
    assertThat(remembered.contexts()).hasSize(50).doesNotHaveDuplicates();
    assertThat(remembered.contexts().getFirst())
        .startsWith("/v1/context?user=bench-user-0&conversation=session_4&query=What+did+");
  }
}
