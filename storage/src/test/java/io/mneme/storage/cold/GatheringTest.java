package io.mneme.storage.cold;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.storage.cold.Gathering.Small;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which small objects become one, and what that makes of an archive in a year. */
class GatheringTest {

  private static Small small(String folder, int number, int rows) {
    return new Small(folder + "/" + number, rows, rows * 100L);
  }

  private static List<Small> objects(String folder, int... rows) {
    return IntStream.range(0, rows.length).mapToObj(i -> small(folder, i, rows[i])).toList();
  }

  @Test
  void aFewSmallObjectsAreLeftAsTheyAre() {
    assertThat(Gathering.of(objects("cold/acme/2026-01", 1, 2, 3, 4, 5, 6, 7))).isEmpty();
    assertThat(Gathering.of(objects("cold/acme/2026-01", 249))).isEmpty();
  }

  @Test
  void oneMoreThanMayStayMakesThemOne() {
    assertThat(Gathering.of(objects("cold/acme/2026-01", 1, 1, 1, 1, 1, 1, 1, 1)))
        .singleElement()
        .satisfies(keys -> assertThat(keys).hasSize(8));
  }

  @Test
  void thoseThatMakeAnObjectWorthItsRequestAreGatheredAtOnce() {
    assertThat(Gathering.of(objects("cold/acme/2026-01", 125, 125))).hasSize(1);
    assertThat(Gathering.of(objects("cold/acme/2026-01", 125, 124))).isEmpty();
  }

  @Test
  void anObjectNeverHoldsMoreThanOneMay() {
    List<List<String>> gathered = Gathering.of(objects("cold/acme/2026-01", 240, 200, 100, 180));

    assertThat(gathered)
        .containsExactly(
            List.of("cold/acme/2026-01/2", "cold/acme/2026-01/3", "cold/acme/2026-01/1"));
  }

  @Test
  void longTextsFillAnObjectToo() {
    List<Small> wordy =
        List.of(
            new Small("cold/acme/2026-01/0", 2, 900_000),
            new Small("cold/acme/2026-01/1", 3, 900_000),
            new Small("cold/acme/2026-01/2", 4, 900_000));

    assertThat(Gathering.of(wordy))
        .containsExactly(List.of("cold/acme/2026-01/0", "cold/acme/2026-01/1"));
  }

  @Test
  void tenantsAndMonthsAreNeverMixed() {
    List<Small> objects = new ArrayList<>();
    for (String folder : List.of("cold/acme/2026-01", "cold/acme/2026-02", "cold/globex/2026-01")) {
      objects.addAll(objects(folder, 100, 100, 100));
    }

    List<List<String>> gathered = Gathering.of(objects);

    assertThat(gathered)
        .hasSize(3)
        .allSatisfy(keys ->
            assertThat(keys.stream().map(key -> key.substring(0, key.lastIndexOf('/'))).distinct())
                .hasSize(1));
  }

  @Test
  void aYearOfAFewRowsAtATimeMakesObjectsOfASensibleSize() {
    Archive plain = new Archive();
    Archive gathered = new Archive();
    Random random = new Random(7);
    for (int hour = 0; hour < 365 * 24; hour++) {
      for (int tenant = 0; tenant < TENANT_ROWS.length; tenant++) {
        int rows = random.nextInt(2 * TENANT_ROWS[tenant] + 1);
        String folder = "cold/t%d/%02d".formatted(tenant, hour / (24 * 31));
        plain.add(folder, rows);
        gathered.add(folder, rows);
      }
      gathered.upkeep();
    }

    assertThat(gathered.rows()).isEqualTo(plain.rows());
    assertThat(gathered.objects.size()).isLessThan(plain.objects.size() / 5);
    assertThat(gathered.mean()).as("%s; before: %s", gathered, plain).isGreaterThan(250);
    assertThat(gathered.copies()).as("how often a row was copied").isLessThan(4);
    Map<String, Integer> small = new HashMap<>();
    gathered.objects.keySet().stream()
        .filter(key -> gathered.objects.getOrDefault(key, 0) < Gathering.SMALL_ROWS_MAX)
        .forEach(key -> small.merge(key.substring(0, key.lastIndexOf('/')), 1, Integer::sum));
    assertThat(small.values()).allMatch(count -> count <= Gathering.SMALL_MAX);
  }

  /** Rows that go cold an hour, in the mean: of a small tenant, a middling one and a large one. */
  private static final int[] TENANT_ROWS = {1, 10, 100};

  /** Objects and their rows. */
  private static final class Archive {
    final Map<String, Integer> objects = new HashMap<>();
    private final Set<String> small = new HashSet<>();
    private int number;
    private long copied;

    void add(String folder, int rows) {
      if (rows > 0) {
        String key = folder + "/" + number++;
        objects.put(key, rows);
        if (rows < Gathering.SMALL_ROWS_MAX) {
          small.add(key);
        }
      }
    }

    void upkeep() {
      List<Small> listed =
          small.stream()
              .sorted()
              .map(key -> new Small(key, objects.getOrDefault(key, 0), 0))
              .toList();
      for (List<String> keys : Gathering.of(listed)) {
        int rows = keys.stream().mapToInt(key -> objects.getOrDefault(key, 0)).sum();
        copied += rows;
        String first = keys.getFirst();
        objects.keySet().removeAll(keys);
        small.removeAll(keys);
        add(first.substring(0, first.lastIndexOf('/')), rows);
      }
    }

    long rows() {
      return objects.values().stream().mapToLong(Integer::longValue).sum();
    }

    double mean() {
      return (double) rows() / objects.size();
    }

    double copies() {
      return (double) copied / rows();
    }

    @Override
    public String toString() {
      List<Integer> sizes = objects.values().stream().sorted().toList();
      return "%,d objects, mean %.0f, p10 %d, p50 %d, p90 %d; a row copied %.1f times"
          .formatted(
              sizes.size(),
              mean(),
              sizes.get(sizes.size() / 10),
              sizes.get(sizes.size() / 2),
              sizes.get(sizes.size() * 9 / 10),
              copies());
    }
  }
}
