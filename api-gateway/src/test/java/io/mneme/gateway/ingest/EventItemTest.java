package io.mneme.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.mneme.gateway.admission.Admission;
import io.mneme.gateway.admission.AdmissionLimits;
import io.mneme.gateway.admission.EventAdmission;
import io.mneme.gateway.admission.Sender;
import io.mneme.platform.http.Caller;
import io.mneme.platform.http.Problem;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published description and what admission takes are the same fields. */
final class EventItemTest {
  private static final List<String> TYPES =
      List.of(
          "turn_recorded",
          "memory_asserted",
          "memory_corrected",
          "memory_forgotten",
          "session_touched",
          "subject_erased");

  private final EventAdmission admission =
      new EventAdmission(
          new AdmissionLimits(100, 100, 100), InstantSource.system(), new SplittableRandom(1));

  static Stream<String> describedFields() {
    return Arrays.stream(EventItem.class.getRecordComponents())
        .map(RecordComponent::getName)
        .map(new SnakeCaseStrategy()::translate);
  }

  @ParameterizedTest
  @MethodSource("describedFields")
  void aDescribedFieldBelongsToSomeType(String field) {
    assertThat(TYPES).anySatisfy(type -> assertThat(isKnown(type, field)).isTrue());
  }

  private boolean isKnown(String type, String field) {
    String value = field.equals("type") ? "" : ",\"" + field + "\":7";
    byte[] json = ("{\"type\":\"" + type + "\"" + value + "}").getBytes(StandardCharsets.UTF_8);
    Sender sender = Sender.of(new Caller("acme", "key", Set.of()));
    return switch (admission.admit(json, sender)) {
      case Admission.Admitted _ -> true;
      case Admission.Refused(Problem problem) ->
          problem.errors().stream()
              .filter(error -> error.field().equals(field))
              .noneMatch(error -> error.detail().contains("is not a field"));
    };
  }
}
