package io.mneme.devstack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the processes a stack file names, and no others: each is known by its pid and its start, so
 * a pid that now belongs to somebody else is left alone.
 */
public final class StackEnd {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final Duration SUPERVISOR_GRACE = Duration.ofSeconds(90);
  private static final Duration COMPONENT_GRACE = Duration.ofSeconds(20);

  private final StackFile.Stack stack;

  public StackEnd(StackFile.Stack stack) {
    this.stack = stack;
  }

  /**
   * Asks the supervisor to end everything in order; then ends what is left without one.
   *
   * @return names of what was running
   */
  public List<String> end() {
    List<String> ended = new ArrayList<>();
    List<StackFile.Component> running =
        stack.components().stream().filter(StackEnd::isRunning).toList();
    running.forEach(component -> ended.add(component.name()));
    if (stack.supervisor().isRunning()) {
      ended.add("supervisor");
      stack.supervisor().signal("TERM");
      await(stack.supervisor(), SUPERVISOR_GRACE);
      if (stack.supervisor().isRunning()) {
        stack.supervisor().signal("KILL");
      }
    }
    endWithoutSupervisor();
    return ended;
  }

  /** What a supervisor that was killed left behind. */
  void endWithoutSupervisor() {
    List<ProcessId> left =
        stack.components().stream()
            .filter(StackEnd::isRunning)
            .map(StackFile.Component::process)
            .filter(process -> process != null)
            .toList();
    // CONT first: a frozen process does not hear TERM; INT also ends PostgreSQL with clients on it
    left.forEach(process -> process.signal("CONT"));
    left.forEach(process -> process.signal("INT"));
    left.forEach(process -> process.signal("TERM"));
    left.forEach(process -> await(process, COMPONENT_GRACE));
    left.forEach(process -> process.signal("KILL"));
    left.forEach(process -> await(process, COMPONENT_GRACE));
  }

  private static boolean isRunning(StackFile.Component component) {
    ProcessId process = component.process();
    return process != null && process.isRunning();
  }

  private static void await(ProcessId process, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (process.isRunning() && System.nanoTime() < deadline) {
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
