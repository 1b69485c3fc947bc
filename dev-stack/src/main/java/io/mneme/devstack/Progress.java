package io.mneme.devstack;

import java.time.Duration;

/** Who is told how the stack comes up and goes down. Called from several threads at once. */
public interface Progress {

  /**
   * A component entered a state.
   *
   * @param after since it was begun with
   */
  void entered(String component, ComponentState state, Duration after);

  /** Something worth a line of its own. */
  void note(String sentence);
}
