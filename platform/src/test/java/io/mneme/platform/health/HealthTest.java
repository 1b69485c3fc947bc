package io.mneme.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.platform.Component;
import io.mneme.platform.Component.Check;
import io.mneme.platform.health.Health.Report;
import io.mneme.platform.health.Health.Status;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class HealthTest {

  @Test
  void theWorstCheckDecides() {
    assertThat(report(part("a", () -> new Check.Up("fine", Map.of()))).status())
        .isEqualTo(Status.HEALTHY);
    Report degraded =
        report(
            part("a", () -> new Check.Up("fine", Map.of())),
            part("b", () -> new Check.Degraded("slow", Map.of())));
    assertThat(degraded.status()).isEqualTo(Status.DEGRADED);
    assertThat(degraded.isReady()).isTrue();
    Report unhealthy =
        report(
            part("b", () -> new Check.Degraded("slow", Map.of())),
            part("c", () -> new Check.Down("gone", Map.of("since", 1))));
    assertThat(unhealthy.status()).isEqualTo(Status.UNHEALTHY);
    assertThat(unhealthy.isReady()).isFalse();
    assertThat(unhealthy.checks().getLast().details()).containsEntry("since", 1);
  }

  @Test
  void aCheckThatHangsIsUnhealthyAfterASecond() {
    CountDownLatch never = new CountDownLatch(1);

    Report report =
        report(
            part(
                "stuck",
                () -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return new Check.Up("late", Map.of());
                }));

    assertThat(report.status()).isEqualTo(Status.UNHEALTHY);
    assertThat(report.checks().getFirst().message()).contains("did not answer");
  }

  private static Report report(Component... components) {
    try (Health health = new Health(List.of(components), InstantSource.system())) {
      return health.report();
    }
  }

  private static Component part(String name, Supplier<Check> check) {
    return new Component() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Check check() {
        return check.get();
      }
    };
  }
}
