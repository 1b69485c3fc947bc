package io.mneme.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class BreakerTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Breaker breaker =
      new Breaker(
          new Breaker.Rule("store", 3, 2, Duration.ofSeconds(30)),
          new Surroundings(now::get, () -> 0L, meters, (part, cause) -> {}));
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void itOpensAfterSoManyFailuresInARowAndThenDoesNotAsk() {
    fail();
    fail();
    succeed();
    fail();
    fail();
    assertThat(breaker.isOpen()).isFalse();
    fail();

    assertThat(breaker.isOpen()).isTrue();
    int before = attempts.get();
    assertThatThrownBy(() -> breaker.call(attempts::incrementAndGet))
        .isInstanceOf(Outage.class)
        .hasMessageContaining("open until");
    assertThat(attempts).hasValue(before);
    assertThat(state()).isEqualTo(2);
  }

  @Test
  void afterItsTimeItAsksCarefullyAndClosesAfterEnoughSuccesses() {
    open();
    now.set(Instant.EPOCH.plusSeconds(30));

    succeed();
    assertThat(state()).isEqualTo(1);
    succeed();

    assertThat(state()).isEqualTo(0);
    assertThat(breaker.check()).isInstanceOf(Component.Check.Up.class);
  }

  @Test
  void oneFailureWhileHalfOpenOpensItAgain() {
    open();
    now.set(Instant.EPOCH.plusSeconds(30));
    succeed();

    fail();

    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.check()).isInstanceOf(Component.Check.Degraded.class);
  }

  @Test
  void whileHalfOpenOneAsksAndNobodyElseWaits() {
    open();
    now.set(Instant.EPOCH.plusSeconds(30));

    attempt(() -> {
      assertThatThrownBy(() -> breaker.call(attempts::incrementAndGet))
          .isInstanceOf(Outage.class)
          .hasMessageContaining("one attempt is on its way");
      return attempts.incrementAndGet();
    });
    succeed();

    assertThat(attempts).hasValue(2);
    assertThat(state()).isEqualTo(0);
  }

  @Test
  void anAttemptThatEndsInAFaultOfOursLetsTheNextOneTry() {
    open();
    now.set(Instant.EPOCH.plusSeconds(30));

    assertThatThrownBy(() ->
            breaker.call(() -> {
              throw new IllegalStateException("ours");
            }))
        .hasMessage("ours");
    succeed();

    assertThat(state()).isEqualTo(1);
  }

  private void open() {
    fail();
    fail();
    fail();
  }

  private double state() {
    return meters.get("mneme.breaker.state").gauge().value();
  }

  private void succeed() {
    attempt(attempts::incrementAndGet);
  }

  private void attempt(Breaker.Attempt<Integer> attempt) {
    try {
      breaker.call(attempt);
    } catch (Outage e) {
      throw new AssertionError(e);
    }
  }

  private void fail() {
    Outage outage = new Outage("store", new IllegalStateException("down"));
    assertThatThrownBy(() ->
            breaker.call(() -> {
              throw outage;
            }))
        .isSameAs(outage);
  }
}
