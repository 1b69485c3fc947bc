package io.mneme.benchmarks;

import io.mneme.cli.console.ProgressDisplay;
import io.mneme.cli.console.Shell;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.postgres.TierHoldings.Room;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * What many moves leave behind in PostgreSQL: every memory sinks from hot to warm to cold by the
 * mover's own statements, in batches of its size, under the vacuum settings of the schema. And what
 * a memory takes in each tier.
 */
final class BloatBenchmark implements Benchmark {
  /** Twice as many moves. */
  private static final int MEMORIES = 500_000;

  /** As {@code mneme.tiers.move-batch-max}. */
  private static final int MOVES_A_BATCH = 200;

  private static final Duration WAIT = Duration.ofMinutes(1);
  private static final double MB = 1e6;

  private final Shell shell;
  private final int memories;
  private final Consumer<String> progress;

  BloatBenchmark(Shell shell, BenchOptions options, Consumer<String> progress) {
    this.shell = shell;
    this.memories = options.held() > 0 ? options.held() : MEMORIES;
    this.progress = progress;
  }

  private interface Work {
    void run(IntConsumer done);
  }

  @Override
  public List<Figure> run() throws Exception {
    Instant month =
        LocalDate.ofInstant(shell.clock().instant(), ZoneOffset.UTC)
            .withDayOfMonth(1)
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC);
    List<Figure> figures = new ArrayList<>(List.of(RecallBenchmark.load()));
    try (SinkingRows rows = new SinkingRows(memories, QuickBenchmark.SEED, month)) {
      watched("storing memories", rows::store);
      Map<Tier, Room> before = rows.room();
      figures.addAll(figures("before", before));
      watched("hot to warm", done -> rows.move(Tier.HOT, Tier.WARM, MOVES_A_BATCH, done));
      figures.addAll(figures("half_way", rows.room()));
      watched("warm to cold", done -> rows.move(Tier.WARM, Tier.COLD, MOVES_A_BATCH, done));
      Map<Tier, Room> after = rows.room();
      figures.addAll(figures("after", after));
      progress.accept("waiting a minute for autovacuum");
      Thread.sleep(WAIT);
      figures.addAll(figures("minute_later", rows.room()));
      figures.addAll(perMemory(of(before, Tier.HOT), of(after, Tier.COLD), rows.objectBytes()));
    }
    figures.add(RecallBenchmark.load());
    return figures;
  }

  private void watched(String what, Work work) {
    AtomicInteger done = new AtomicInteger();
    long begun = System.nanoTime();
    PrintWriter out = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    try (ProgressDisplay _ =
        new ProgressDisplay(out, shell.watched(), () -> line(what, done.get(), begun))) {
      work.run(done::set);
    }
  }

  private String line(String what, int done, long begun) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    double left = done == 0 ? 0 : (memories - done) * seconds / done;
    return String.format(
        Locale.ROOT,
        "bench: %s: %,d of %,d, %d %%, about %.0f s left",
        what,
        done,
        memories,
        100L * done / memories,
        left);
  }

  private static List<Figure> figures(String when, Map<Tier, Room> rooms) {
    List<Figure> figures = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      Room room = of(rooms, tier);
      String name = tier.name().toLowerCase(Locale.ROOT) + "_%s_" + when;
      figures.add(Figure.of(name.formatted("heap"), room.heapBytes() / MB, "MB"));
      figures.add(Figure.of(name.formatted("index"), room.indexBytes() / MB, "MB"));
      figures.add(Figure.of(name.formatted("dead"), (double) room.deadRows(), "rows"));
      figures.add(Figure.of(name.formatted("vacuums"), (double) room.vacuums(), "runs"));
    }
    return figures;
  }

  private List<Figure> perMemory(Room hot, Room cold, long objectBytes) {
    double whole = bytes(hot.heapBytes()) + bytes(hot.indexBytes());
    double stub = bytes(cold.heapBytes()) + bytes(cold.indexBytes());
    return List.of(
        Figure.of("hot_row", bytes(hot.heapBytes()), "bytes"),
        Figure.of("hot_row_and_indexes", whole, "bytes"),
        Figure.of("cold_stub", bytes(cold.heapBytes()), "bytes"),
        Figure.of("cold_stub_and_indexes", stub, "bytes").beside(whole),
        Figure.of("cold_object", bytes(objectBytes), "bytes"),
        Figure.of("cold_all", stub + bytes(objectBytes), "bytes").beside(whole));
  }

  private double bytes(long all) {
    return (double) all / memories;
  }

  private static Room of(Map<Tier, Room> rooms, Tier tier) {
    Room room = rooms.get(tier);
    return room == null ? new Room(0, 0, 0, 0) : room;
  }

  @Override
  public Map<String, String> limits() {
    return Map.of(
        "cold_stub_and_indexes", "the same memory hot",
        "cold_all", "the same memory hot");
  }
}
