package io.mneme.cli.ingest;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** How far an ingest is, as one line of text. Pure: the same figures give the same line. */
final class ProgressBar {
  private static final int BAR_CELLS = 28;
  private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

  private ProgressBar() {}

  /**
   * Where it stands.
   *
   * @param done events that are accepted or rejected
   * @param total events in all, where known
   * @param elapsed since the first was sent
   */
  record Standing(long done, OptionalLong total, Duration elapsed) {

    double perSecond() {
      double seconds = elapsed.toNanos() / 1e9;
      return seconds <= 0 ? 0 : done / seconds;
    }

    OptionalLong secondsLeft() {
      if (total.isEmpty() || done == 0) {
        return OptionalLong.empty();
      }
      long rest = Math.max(0, total.getAsLong() - done);
      return OptionalLong.of((long) Math.ceil(rest / perSecond()));
    }
  }

  /** For a terminal: a bar, counts, rate, and when it will be done. */
  static String bar(Standing standing) {
    if (standing.total().isEmpty() || standing.total().getAsLong() == 0) {
      return plain(standing);
    }
    double share = Math.min(1.0, (double) standing.done() / standing.total().getAsLong());
    int eighths = (int) Math.round(share * BAR_CELLS * 8);
    String filled = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
    String bar = filled + " ".repeat(BAR_CELLS - filled.length());
    return String.format(
        Locale.ROOT, "%3d %% ▕%s▏ %s", (int) Math.floor(share * 100), bar, plain(standing));
  }

  /** For a log: counts, rate, and when it will be done. */
  static String plain(Standing standing) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%,d", standing.done()));
    standing.total().ifPresent(total -> line.append(String.format(Locale.ROOT, " of %,d", total)));
    line.append(String.format(Locale.ROOT, " events, %,.0f/s", standing.perSecond()));
    standing
        .secondsLeft()
        .ifPresent(seconds -> line.append(", ").append(clock(seconds)).append(" left"));
    return line.toString();
  }

  private static String clock(long seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
