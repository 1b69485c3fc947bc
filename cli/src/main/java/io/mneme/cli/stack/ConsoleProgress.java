package io.mneme.cli.stack;

import io.mneme.devstack.ComponentState;
import io.mneme.devstack.Progress;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One line a component: on a terminal it changes in place, elsewhere each outcome is a line. */
final class ConsoleProgress implements Progress {
  private static final int NAME_WIDTH = 14;
  private final PrintStream out;
  private final boolean terminal;
  private final Map<String, String> lines = new LinkedHashMap<>();
  private int drawn;

  ConsoleProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static ConsoleProgress onStandardOutput() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new ConsoleProgress(System.out, terminal);
  }

  @Override
  public synchronized void entered(String component, ComponentState state, Duration after) {
    String line = line(component, state, after);
    if (terminal) {
      lines.put(component, line);
      draw();
    } else if (state != ComponentState.STARTING) {
      out.println(line);
      out.flush();
    }
  }

  private static String line(String component, ComponentState state, Duration after) {
    String name = component + " ".repeat(Math.max(0, NAME_WIDTH - component.length()));
    String seconds = String.format(Locale.ROOT, "%.1f s", after.toMillis() / 1000.0);
    return switch (state) {
      case STARTING -> "  ..  " + name + "  starting";
      case READY -> "  ok  " + name + "  ready    " + seconds;
      case RESTARTING -> "  !!  " + name + "  restarting";
      case FAILED -> "  !!  " + name + "  failed   " + seconds;
      case STOPPED -> "  --  " + name + "  stopped  " + seconds;
    };
  }

  private void draw() {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append("\u001b[").append(drawn).append('A');
    }
    lines.values().forEach(line -> text.append("\u001b[2K").append(line).append('\n'));
    drawn = lines.size();
    out.print(text);
    out.flush();
  }

  @Override
  public synchronized void note(String sentence) {
    out.println("      " + sentence);
    forget();
  }

  /** The last line of the way up; what follows stands below it. */
  synchronized void finish(String sentence) {
    out.println();
    out.println(sentence);
    forget();
  }

  private void forget() {
    out.flush();
    lines.clear();
    drawn = 0;
  }
}
