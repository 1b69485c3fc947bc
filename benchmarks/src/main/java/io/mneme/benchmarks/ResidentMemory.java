package io.mneme.benchmarks;

import io.mneme.devstack.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How much memory each process holds, as the kernel counts it. */
final class ResidentMemory {
  private static final double MEGABYTE = 1 << 20;
  private static final double KILOBYTES_A_MEGABYTE = 1 << 10;

  private ResidentMemory() {}

  /** A figure for each component that runs, and their sum. */
  static List<Figure> of(StackStatus status) throws IOException {
    List<Figure> figures = new ArrayList<>();
    double sum = 0;
    for (StackStatus.Component one : status.components()) {
      Long pid = one.pid();
      Long whole = one.rssBytes();
      if (pid == null || whole == null) {
        continue;
      }
      // many processes that share memory (PostgreSQL): what is shared is counted once
      boolean hasChildren = ProcessHandle.of(pid).stream().anyMatch(p -> p.children().count() > 0);
      double megabytes = hasChildren ? whole / MEGABYTE : megabytes(pid);
      sum += megabytes;
      figures.add(Figure.of("memory of " + one.name(), megabytes, "MB"));
    }
    figures.add(Figure.of("memory of all processes", sum, "MB"));
    return figures;
  }

  /** Of one process alone. */
  static double megabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES_A_MEGABYTE)
        .findFirst()
        .orElse(0);
  }
}
