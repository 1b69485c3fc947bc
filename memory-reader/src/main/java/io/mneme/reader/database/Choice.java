package io.mneme.reader.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which replicas a question goes to, by their numbers.
 *
 * @param before those that are as good as the primary for it
 * @param after those that may answer when the primary does not, the most current first
 */
public record Choice(List<Integer> before, List<Integer> after) {

  /** Decides it; asks nobody. */
  public static Choice of(Need need, List<Standing> replicas, Instant now, Duration lagMax) {
    List<Integer> covering =
        IntStream.range(0, replicas.size())
            .filter(i -> need.isCoveredBy(replicas.get(i).progress()))
            .boxed()
            .sorted(
                Comparator.comparing(
                    (Integer i) -> replicas.get(i).asOf().orElse(Instant.MIN),
                    Comparator.reverseOrder()))
            .toList();
    if (need instanceof Need.Newest) {
      return new Choice(List.of(), covering);
    }
    return new Choice(
        covering.stream().filter(i -> isWithin(lagMax, replicas.get(i), now)).toList(), covering);
  }

  private static boolean isWithin(Duration lagMax, Standing replica, Instant now) {
    return replica.lag(now).filter(lag -> lag.compareTo(lagMax) <= 0).isPresent();
  }
}
