package io.mneme.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named places between two steps where a test lets the process die as if it were killed. Without
 * the {@code MNEME_FAILPOINT} environment variable nothing ever happens here.
 */
public final class Failpoints {
  public static final String VARIABLE = "MNEME_FAILPOINT";

  /** What a process killed by SIGKILL leaves behind. */
  public static final int EXIT_KILLED = 137;

  private final @Nullable String armed;
  private final Halt halt;

  Failpoints(@Nullable String armed, Halt halt) {
    this.armed = armed;
    this.halt = halt;
  }

  /** As {@code MNEME_FAILPOINT} says: the name of one place, or nothing. */
  public static Failpoints fromEnvironment() {
    return from(System.getenv());
  }

  /** No place is armed. */
  public static Failpoints none() {
    return new Failpoints(null, status -> {});
  }

  static Failpoints from(Map<String, String> environment) {
    return new Failpoints(environment.get(VARIABLE), Runtime.getRuntime()::halt);
  }

  /** Halts the process, without a shutdown hook or a flush, where this place is the armed one. */
  public void reach(String place) {
    if (place.equals(armed)) {
      halt.now(EXIT_KILLED);
    }
  }

  /** How the process dies. */
  interface Halt {
    void now(int status);
  }
}
