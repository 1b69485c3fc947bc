package io.mneme.benchmarks;

import io.mneme.cli.client.DevStack;
import io.mneme.devstack.ProcessId;
import io.mneme.devstack.StackFile;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time of a stack's components, their child processes included: what work costs, whoever
 * else uses the machine meanwhile. A child that ended in between is not counted.
 */
final class ProcessorTime {
  private static final double NANOS_A_MICRO = 1e3;

  private final Map<String, Duration> byComponent;

  private ProcessorTime(Map<String, Duration> byComponent) {
    this.byComponent = byComponent;
  }

  /** Up to now; several instances of one service are one component. */
  static ProcessorTime of(DevStack stack) {
    Map<String, Duration> byComponent = new TreeMap<>();
    for (StackFile.Component component : stack.stack().components()) {
      ProcessId process = component.process();
      if (process != null) {
        byComponent.merge(service(component.name()), used(process.pid()), Duration::plus);
      }
    }
    return new ProcessorTime(byComponent);
  }

  private static String service(String component) {
    return component.replaceFirst("-\\d+$", "");
  }

  private static Duration used(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * What each component used from then until now.
   *
   * @param work how much was done in that time
   * @return microseconds a piece, by component
   */
  Map<String, Double> microsEachSince(ProcessorTime then, int work) {
    Map<String, Double> micros = new TreeMap<>();
    byComponent.forEach((name, until) -> {
      Duration used = until.minus(then.byComponent.getOrDefault(name, Duration.ZERO));
      micros.put(name, used.toNanos() / NANOS_A_MICRO / work);
    });
    return micros;
  }
}
