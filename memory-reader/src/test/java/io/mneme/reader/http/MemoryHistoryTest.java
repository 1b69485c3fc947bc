package io.mneme.reader.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.Remembered;
import io.mneme.reader.http.MemoryHistory.VersionView;
import io.mneme.reader.http.MemoryView.AbsorbedView;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryScope;
import io.mneme.storage.read.MemoryLife;
import io.mneme.storage.read.MemoryLife.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemoryHistoryTest {
  private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);
  private static final Memory NOW = Remembered.text("now").at(BORN.toString()).memory();
  private static final UUID BIRTH = NOW.source().eventId();

  @Test
  void aVersionIsKnownFromTheEndOfTheOneBeforeAndMadeByTheEventThatEndedThat() {
    assertThat(
            versions(true, new Version("one", day(1), FIRST), new Version("two", day(2), SECOND)))
        .containsExactly(
            new VersionView("one", BORN, day(1), BIRTH),
            new VersionView("two", day(1), day(2), FIRST),
            new VersionView("now", day(2), null, SECOND));
  }

  @Test
  void aMemoryThatWasNeverCorrectedHasOneVersion() {
    assertThat(versions(true)).containsExactly(new VersionView("now", BORN, null, BIRTH));
  }

  @Test
  void noVersionEndsBeforeItBeginsWhateverTheClocksOfItsCorrections() {
    assertThat(
            versions(true, new Version("one", day(3), FIRST), new Version("two", day(2), SECOND)))
        .containsExactly(
            new VersionView("one", BORN, day(3), BIRTH),
            new VersionView("two", day(3), day(3), FIRST),
            new VersionView("now", day(3), null, SECOND));
  }

  @Test
  void ofALifeThatIsNotWholeTheFirstVersionShownHasNoBeginning() {
    assertThat(versions(false, new Version("one", day(1), FIRST)))
        .containsExactly(
            new VersionView("one", null, day(1), null),
            new VersionView("now", day(1), null, FIRST));
  }

  @Test
  void wordsThatAreLostAreAbsent() {
    assertThat(versions(true, new Version("", day(1), FIRST)).getFirst().text()).isNull();
  }

  @Test
  void whatItAnswersForIsToldWithTheEventsThatSaidIt() {
    Memory same = Remembered.text("now").offset(7).memory();

    MemoryHistory life = MemoryHistory.of(new MemoryLife(NOW, List.of(), true), List.of(same));

    assertThat(life.scope()).isEqualTo(MemoryScope.PRIVATE);
    assertThat(life.absorbed())
        .containsExactly(
            new AbsorbedView(same.memoryId(), same.source().eventId(), same.times().occurredAt()));
    assertThat(MemoryHistory.of(new MemoryLife(NOW, List.of(), true), List.of()).absorbed())
        .isNull();
  }

  private static List<VersionView> versions(boolean whole, Version... before) {
    return MemoryHistory.of(new MemoryLife(NOW, List.of(before), whole), List.of()).versions();
  }

  private static Instant day(int number) {
    return BORN.plusSeconds(86_400L * number);
  }
}
