package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns to measure with, none of them twice: many that only warm up, then as many again each round.
 */
final class TurnRounds {
  private final List<Turn> turns;
  private final int warmUpTurns;
  private final int turnsARound;

  TurnRounds(int users, int warmUpTurns, int turnsARound) {
    this.turns =
        new SampleConversations(QuickBenchmark.SEED)
            .turns(warmUpTurns + TurnAbout.ROUNDS * turnsARound, users);
    this.warmUpTurns = warmUpTurns;
    this.turnsARound = turnsARound;
  }

  List<Turn> warmUp() {
    return turns.subList(0, warmUpTurns);
  }

  int turnsOfAllRounds() {
    return turns.size() - warmUpTurns;
  }

  /** Those of each round, one after the other. */
  Iterator<List<Turn>> rounds() {
    return IntStream.range(0, TurnAbout.ROUNDS)
        .map(round -> warmUpTurns + round * turnsARound)
        .mapToObj(from -> turns.subList(from, from + turnsARound))
        .iterator();
  }
}
