package io.mneme.benchmarks.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Schedule.Size SIZE = new Schedule.Size(3, 2, 12);

  @Test
  void sameSeedBringsTheSameFaultsInTheSameOrder() {
    assertThat(new Schedule(7, SIZE).kinds()).isEqualTo(new Schedule(7, SIZE).kinds());
    assertThat(new Schedule(7, SIZE).kinds()).isNotEqualTo(new Schedule(8, SIZE).kinds());
  }

  @Test
  void everyBuildMeetsTheFaultsItHasToSurvive() {
    assertThat(new Schedule(1, SIZE).essential().stream().flatMap(List::stream))
        .extracting(Fault::number)
        .contains("F01", "F02", "F03", "F04", "F06", "F07", "F08", "F10", "F13", "F20", "F22");
  }

  @Test
  void longRunMeetsAllOfThem() {
    assertThat(new Schedule(1, SIZE).kinds().stream().flatMap(List::stream))
        .extracting(Fault::number)
        .contains(
            "F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F10", "F13", "F20", "F22",
            "F29");
  }

  @Test
  void pairsHurtDifferentThings() {
    List<List<Fault>> strikes = new Schedule(1, SIZE).everythingInPairs();

    assertThat(strikes).anySatisfy(strike -> assertThat(strike).hasSize(2));
    assertThat(strikes.stream().filter(strike -> strike.size() == 2))
        .noneMatch(strike ->
            strike.getFirst() instanceof WriterFault && strike.getLast() instanceof WriterFault)
        .noneMatch(strike ->
            strike.getFirst() instanceof PostgresFault && strike.getLast() instanceof PostgresFault)
        .noneMatch(strike ->
            strike.getFirst() instanceof ClientFault && strike.getLast() instanceof KafkaFault);
  }
}
