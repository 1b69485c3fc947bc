package io.mneme.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which process this is, also when its pid is used again: the pid with the moment it started.
 *
 * @param pid the kernel's number
 * @param startTicks field 22 of {@code /proc/PID/stat}: clock ticks from boot to its start
 */
public record ProcessId(long pid, long startTicks) {

  /** The process that has this pid now. */
  public static ProcessId of(long pid) {
    return new ProcessId(pid, startTicksOf(pid));
  }

  /** Whether that very process still runs; a zombie does not. */
  public boolean isRunning() {
    return startTicks >= 0 && startTicksOf(pid) == startTicks;
  }

  /** Sends it a signal, if it is still the same process. */
  public void signal(String name) {
    if (!isRunning()) {
      return;
    }
    try {
      int exit =
          new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (exit != 0 && isRunning()) {
        throw new ServerFailed("Process " + pid + " could not be sent the signal " + name + ".");
      }
    } catch (IOException e) {
      throw new ServerFailed("No shell to send a signal with.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long startTicksOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // the command's name stands in brackets and may hold anything, spaces and brackets too
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[0].equals("Z") || fields[0].equals("X") ? -1 : Long.parseLong(fields[19]);
    } catch (IOException e) {
      return -1;
    }
  }
}
