package io.mneme.devstack;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends our children when this process is gone without having done so: a small shell holds a pipe
 * from us, and when the pipe closes it ends the processes it was told of. So neither a killed test
 * run nor a killed supervisor leaves servers behind. A process whose pid was used again is left
 * alone.
 */
public final class Reaper implements AutoCloseable {
  /** Reads "pid startTicks" lines; at the end of input TERM to each, KILL to who is left. */
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      children=""
      while read -r child; do children="$children $child"; done
      same() {
        { read -r stat < "/proc/${1%:*}/stat"; } 2>/dev/null || return 1
        ticks=${1#*:}
        set -- ${stat##*) }
        case $1 in Z | X) return 1 ;; esac
        shift 19
        [ "$1" = "$ticks" ]
      }
      send() { for c in $children; do same "$c" && kill "-$1" "${c%:*}" 2>/dev/null; done; }
      left() { for c in $children; do same "$c" && return 0; done; return 1; }
      left || exit 0
      send CONT; send TERM
      n=0
      while left && [ $n -lt 50 ]; do sleep 0.1; n=$((n + 1)); done
      send KILL
      exit 0
      """;

  private final Process shell;
  private final BufferedWriter pipe;

  /** Starts the shell. */
  public Reaper() {
    try {
      shell =
          new ProcessBuilder("sh", "-c", SCRIPT, "mneme-reaper")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new ServerFailed("No shell to watch over the servers with.", e);
    }
    pipe =
        new BufferedWriter(
            new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.US_ASCII));
  }

  synchronized void watch(ProcessId child) {
    try {
      pipe.write(child.pid() + ":" + child.startTicks() + "\n");
      pipe.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the reaper is gone", e);
    }
  }

  /** Ends what is left of the watched processes and the shell with them. */
  @Override
  public synchronized void close() {
    try {
      pipe.close();
      shell.waitFor();
    } catch (IOException e) {
      shell.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
