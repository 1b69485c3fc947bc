package io.mneme.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.platform.kafka.DeadLetterShelf.Entry;
import io.mneme.schemas.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class LetterFilterTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
  private static final Entry LETTER = letter("mneme.events", "acme/ana/b");
  private static final Entry CHANGE = letter("mneme.changes", "acme/ana/b/0-1");

  @Test
  void everyConditionHasToHold() {
    assertThat(finds("--tenant", "acme", "--user", "ana/b", "--topic", "mneme.events")).isTrue();
    assertThat(finds("--tenant", "acme", "--user", "ana")).isFalse();
    assertThat(finds("--tenant", "other", "--user", "ana/b")).isFalse();
    assertThat(finds("--topic", "mneme.recalls")).isFalse();
    assertThat(finds("--cause", "NESTING .* 64")).isTrue();
    assertThat(finds("--cause", "postgres")).isFalse();
  }

  @Test
  void ageAndTimeBothSayWhereToBegin() {
    assertThat(finds("--since", "2h")).isTrue();
    assertThat(finds("--since", "30m")).isFalse();
    assertThat(finds("--since", "7d")).isTrue();
    assertThat(finds("--since", "2026-01-02T10:59:00Z")).isTrue();
    assertThatThrownBy(() -> finds("--since", "yesterday"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("yesterday");
  }

  @Test
  void changeBelongsToTheUserOfItsMemory() {
    assertThat(filter("--user", "ana/b").at(NOW).test(CHANGE)).isTrue();
    assertThat(filter("--user", "ana").at(NOW).test(CHANGE)).isFalse();
  }

  private static boolean finds(String... options) {
    return filter(options).at(NOW).test(LETTER);
  }

  private static LetterFilter filter(String... options) {
    return CommandLine.populateCommand(new LetterFilter(), options);
  }

  private static Entry letter(String topic, String key) {
    return new Entry(
        new DeadLetter(
            topic, 3, 17, "nesting depth over 64", 1, "w", NOW.minusSeconds(3600), null, null),
        new ConsumerRecord<>(
            "mneme.dead-letters", 0, 1, key.getBytes(StandardCharsets.UTF_8), new byte[0]));
  }
}
