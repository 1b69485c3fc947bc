package io.mneme.migrator.move;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.DeadLetters;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.schemas.Json;
import io.mneme.schemas.tier.TierMove;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of {@code mneme.tier-moves}; what is none becomes a dead letter. */
public final class MoveReader {
  private final DeadLetters deadLetters;
  private final int movesMax;

  /**
   * @param movesMax the most moves the store is given at once
   */
  public MoveReader(DeadLetters deadLetters, int movesMax) {
    this.deadLetters = deadLetters;
    this.movesMax = movesMax;
  }

  /** The moves of these records, in order, in batches fit for the store. */
  List<List<PlannedMove>> read(List<ConsumerRecord<byte[], byte[]>> records) throws Outage {
    List<PlannedMove> moves = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        moves.add(planned(record));
      } catch (IOException | RuntimeException poison) {
        deadLetters.bury(record, String.valueOf(poison.getMessage()), 1);
      }
    }
    return PlannedMove.batches(moves, movesMax);
  }

  private static PlannedMove planned(ConsumerRecord<byte[], byte[]> record) throws IOException {
    byte[] value = Objects.requireNonNull(record.value(), "a tier move has a value");
    TierMove move = Json.read(value, TierMove.class);
    Objects.requireNonNull(move.subject(), "a tier move has an owner");
    return new PlannedMove(move, RecordHeaders.correlationId(record.headers()).orElse(null));
  }
}
