package io.mneme.benchmarks;

import io.mneme.cli.client.DevStack;
import io.mneme.devstack.ProcessId;
import io.mneme.devstack.StackFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that stand still with all they have started, so that the one measured has the machine,
 * or has to do without them; they go on at the end.
 */
final class FrozenProcesses implements AutoCloseable {
  private final List<Long> pids;

  private FrozenProcesses(List<Long> pids) {
    this.pids = pids;
  }

  /** Of what stores and moves memories, while only reads are measured. */
  static FrozenProcesses besidesReads(DevStack stack) throws IOException, InterruptedException {
    return of(stack, List.of("memory-writer", "tier-migrator"));
  }

  static FrozenProcesses of(DevStack stack, List<String> components)
      throws IOException, InterruptedException {
    List<Long> pids = new ArrayList<>();
    for (StackFile.Component component : stack.stack().components()) {
      ProcessId process = component.process();
      if (process != null && components.contains(component.name())) {
        pids.add(process.pid());
        ProcessHandle.of(process.pid()).stream()
            .flatMap(ProcessHandle::descendants)
            .forEach(child -> pids.add(child.pid()));
      }
    }
    FrozenProcesses frozen = new FrozenProcesses(pids);
    frozen.signal("-STOP");
    return frozen;
  }

  private void signal(String signal) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("kill %s ended with %d".formatted(signal, exit));
    }
  }

  @Override
  public void close() throws IOException {
    try {
      signal("-CONT");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while processes were woken");
    }
  }
}
