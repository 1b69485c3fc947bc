package io.mneme.devstack;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is now: what its file says, held against the processes there are.
 *
 * @param state {@code STOPPED} when its supervisor does not run
 * @param data the data folder
 * @param url where clients go
 * @param problem why it failed
 * @param readySeconds how long the way up took
 * @param supervisorPid who watches over it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackStatus(
    ComponentState state,
    String data,
    @Nullable String url,
    @Nullable String problem,
    double readySeconds,
    @Nullable Long supervisorPid,
    List<Component> components) {

  /**
   * One process.
   *
   * @param rssBytes its resident memory, all its processes together
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Component(
      String name,
      ComponentState state,
      @Nullable Long pid,
      @Nullable Long rssBytes,
      String url,
      String log,
      int restarts) {}

  /** The stack on this data folder. */
  public static StackStatus of(Path folder) {
    String data = folder.toAbsolutePath().normalize().toString();
    Optional<StackFile.Stack> written = new StackFile(folder).read();
    if (written.isEmpty()) {
      return new StackStatus(ComponentState.STOPPED, data, null, null, 0, null, List.of());
    }
    StackFile.Stack stack = written.get();
    boolean watched = stack.supervisor().isRunning();
    ComponentState state =
        watched || stack.state() == ComponentState.FAILED ? stack.state() : ComponentState.STOPPED;
    List<Component> components = stack.components().stream().map(StackStatus::component).toList();
    boolean allReady = components.stream().allMatch(one -> one.state() == ComponentState.READY);
    return new StackStatus(
        state == ComponentState.READY && !allReady ? ComponentState.RESTARTING : state,
        data,
        watched ? stack.url() : null,
        stack.problem(),
        stack.readySeconds(),
        watched ? stack.supervisor().pid() : null,
        components);
  }

  private static Component component(StackFile.Component one) {
    ProcessId process = one.process();
    boolean running = process != null && process.isRunning();
    boolean diedUnseen = !running && one.state() == ComponentState.READY;
    return new Component(
        one.name(),
        diedUnseen ? ComponentState.STOPPED : one.state(),
        running && process != null ? process.pid() : null,
        running && process != null ? rssBytes(process.pid()) : null,
        one.url(),
        one.log(),
        one.restarts());
  }

  /** Of the process and its children: PostgreSQL has one for each connection. */
  private static @Nullable Long rssBytes(long pid) {
    long sum =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(child -> ownRssBytes(child.pid()))
            .sum();
    return sum + ownRssBytes(pid);
  }

  /** Memory shared with a parent is counted once, with the parent. */
  private static long ownRssBytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // it has just ended
    }
  }

  /** For tools: names in snake case, absent values left out. */
  public String toJson() {
    return StackFile.toJson(this);
  }
}
