package io.mneme.migrator.move;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.mneme.platform.Outage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Promise 5, while everything goes wrong at once: the mover dies at any step, moves come late,
 * twice and out of date, the log and both stores refuse, the writer corrects and forgets in
 * between. At every instant each memory is read from exactly one tier and says what was said last;
 * at the end the log says of each what the store says.
 */
class TierMoverSimulation {
  private static final int SEEDS = 40;
  private static final int STEPS = 120;

  /** {@code -Dmneme.seed=42} repeats one run, {@code -Dmneme.seeds=1000} makes more of them. */
  static LongStream seeds() {
    String seed = System.getProperty("mneme.seed");
    return seed == null
        ? LongStream.rangeClosed(1, Long.getLong("mneme.seeds", SEEDS))
        : LongStream.of(Long.parseLong(seed));
  }

  /** A lost object is an error in the log; here objects are lost all the time. */
  @BeforeAll
  static void silence() {
    logger().setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    logger().setLevel(null);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("io.mneme");
  }

  @ParameterizedTest(name = "mneme.seed={0}")
  @MethodSource("seeds")
  void whateverDiesEveryMemoryIsReadFromOneTier(long seed) throws Outage {
    try (MovingWorld world = new MovingWorld(seed)) {
      for (int step = 0; step < STEPS; step++) {
        world.step();
      }
      world.calmDown();
    }
  }
}
