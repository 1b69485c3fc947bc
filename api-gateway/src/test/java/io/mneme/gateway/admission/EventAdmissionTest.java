package io.mneme.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.gateway.admission.Admission.Admitted;
import io.mneme.gateway.admission.Admission.Refused;
import io.mneme.platform.http.Caller;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.Problem.FieldError;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Precondition;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryScope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventAdmissionTest {
  private static final Instant NOW = Instant.parse("2025-06-01T12:00:00.123456789Z");
  private static final UUID MEMORY = UUID.fromString("0190f7a5-5f0e-7c3a-8a54-3f6f0a5b7c11");

  private final EventAdmission admission =
      new EventAdmission(
          new AdmissionLimits(100, 64, 64), InstantSource.fixed(NOW), new SplittableRandom(1));
  private final Sender sender = Sender.of(new Caller("acme", "key", Set.of("ingest")));

  @Test
  void aTurnNeedsNoMoreThanAUserAndAText() {
    Event event = admitted("{\"user\":\"ann\",\"text\":\"hello\"}");

    assertThat(event.subject()).isEqualTo(new Subject("acme", "ann"));
    assertThat(event.intent())
        .isEqualTo(new Intent.TurnRecorded("default", Role.USER, null, "hello", null, Map.of()));
    assertThat(event.acceptedAt()).isEqualTo("2025-06-01T12:00:00.123Z");
    assertThat(event.occurredAt()).isEqualTo(event.acceptedAt());
    assertThat(event.eventId().version()).isEqualTo(7);
  }

  @Test
  void everyFieldOfATurnIsKept() {
    Event event =
        admitted(
            """
            {"type":"turn_recorded","user":"ann","conversation":"c","role":"assistant",
             "speaker":"Bo","text":"hi","caption":"a cat","metadata":{"a":[1,{"b":null}]},
             "occurred_at":"2020-02-29T23:59:59.1234567+01:00","idempotency_key":"k"}
            """);

    assertThat(event.eventId()).isEqualTo(Ids.event("acme", "k"));
    assertThat(event.occurredAt()).isEqualTo("2020-02-29T22:59:59.123456Z");
    Intent.TurnRecorded turn = (Intent.TurnRecorded) event.intent();
    assertThat(turn.role()).isEqualTo(Role.ASSISTANT);
    assertThat(turn.speaker()).isEqualTo("Bo");
    assertThat(turn.caption()).isEqualTo("a cat");
    assertThat(Json.mapper().valueToTree(turn.metadata()).toString())
        .isEqualTo("{\"a\":[1,{\"b\":null}]}");
  }

  @Test
  void everyOtherTypeBecomesItsIntent() {
    assertThat(admitted("{\"type\":\"memory_asserted\",\"user\":\"a\",\"text\":\"t\"}").intent())
        .isEqualTo(new Intent.MemoryAsserted(MemoryKind.SEMANTIC, "t", Map.of()));
    assertThat(
            admitted(
                    "{\"type\":\"memory_asserted\",\"kind\":\"procedural\",\"user\":\"a\",\"text\":\"t\"}")
                .intent())
        .isEqualTo(new Intent.MemoryAsserted(MemoryKind.PROCEDURAL, "t", Map.of()));
    assertThat(
            admitted(
                    "{\"type\":\"memory_corrected\",\"user\":\"a\",\"text\":\"t\",\"memory_id\":\""
                        + MEMORY
                        + "\"}")
                .intent())
        .isEqualTo(new Intent.MemoryCorrected(MEMORY, "t"));
    assertThat(
            admitted(
                    "{\"type\":\"memory_forgotten\",\"user\":\"a\",\"memory_id\":\""
                        + MEMORY
                        + "\"}")
                .intent())
        .isEqualTo(new Intent.MemoryForgotten(MEMORY));
    assertThat(
            admitted(
                    "{\"type\":\"session_touched\",\"user\":\"a\",\"session\":\"s\",\"state\":{\"x\":1}}")
                .intent())
        .isEqualTo(new Intent.SessionTouched("s", Map.of("x", 1)));
  }

  @Test
  void aSessionIsWrittenOnAConditionOfThreeKinds() {
    assertThat(touchedIf("absent").expects()).isEqualTo(new Precondition.Absent());
    assertThat(touchedIf("present").expects()).isEqualTo(new Precondition.Present());
    assertThat(touchedIf(MEMORY.toString()).expects())
        .isEqualTo(new Precondition.WrittenBy(MEMORY));
    for (String nonsense : List.of("", "Absent", "7", "{" + MEMORY + "}")) {
      Admission refused = admission.admit(bytes(touching(nonsense)), sender);
      assertThat(((Refused) refused).problem().detail()).as(nonsense).contains("event_id");
    }
  }

  private Intent.SessionTouched touchedIf(String expects) {
    return (Intent.SessionTouched) admitted(touching(expects)).intent();
  }

  private static String touching(String expects) {
    return "{\"type\":\"session_touched\",\"user\":\"a\",\"session\":\"s\",\"state\":{},\"expects\":\""
        + expects
        + "\"}";
  }

  @Test
  void anErasureNeedsItsScope() {
    byte[] erase = bytes("{\"type\":\"subject_erased\",\"user\":\"a\",\"reason\":\"asked\"}");
    Sender mayErase = Sender.of(new Caller("acme", "key", Set.of("ingest", "erase")));

    assertThat(((Refused) admission.admit(erase, sender)).problem().status()).isEqualTo(403);
    assertThat(((Admitted) admission.admit(erase, mayErase)).event().intent())
        .isEqualTo(new Intent.SubjectErased("asked"));
  }

  @Test
  void whatIsSharedBelongsToTheTenantAndWhatIsGlobalToNobodysTenant() {
    Sender operator = Sender.of(new Caller("acme", "key", Set.of("ingest", "ops")));
    String asserted = "{\"type\":\"memory_asserted\",\"text\":\"t\",\"scope\":\"%s\"}";

    Event shared = admitted(asserted.formatted("shared"));
    Event global =
        ((Admitted) admission.admit(bytes(asserted.formatted("global")), operator)).event();

    assertThat(shared.tenant()).isEqualTo("acme");
    assertThat(MemoryScope.of(shared.subject())).isEqualTo(MemoryScope.SHARED);
    assertThat(global.tenant()).isEqualTo(MemoryScope.GLOBAL_TENANT);
    assertThat(MemoryScope.of(global.subject())).isEqualTo(MemoryScope.GLOBAL);
    Problem refused =
        ((Refused) admission.admit(bytes(asserted.formatted("global")), sender)).problem();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.detail()).contains("ops");
  }

  @Test
  void aScopeThatIsNullIsNoScope() {
    Event own =
        admitted("{\"type\":\"memory_asserted\",\"user\":\"a\",\"text\":\"t\",\"scope\":null}");

    assertThat(own.user()).isEqualTo("a");
  }

  @Test
  void anErasureOfWhatIsGlobalNeedsBothRights() {
    byte[] erase = bytes("{\"type\":\"subject_erased\",\"scope\":\"global\"}");
    Sender eraser = Sender.of(new Caller("acme", "key", Set.of("ingest", "erase")));
    Sender both = Sender.of(new Caller("acme", "key", Set.of("ingest", "erase", "ops")));

    assertThat(((Refused) admission.admit(erase, eraser)).problem().detail()).contains("ops");
    assertThat(admission.admit(erase, both)).isInstanceOf(Admitted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scope | 'type':'memory_asserted','user':'a','text':'t','scope':'tenant'",
        "scope | 'type':'memory_asserted','text':'t','scope':'Shared'",
        "scope | 'type':'subject_erased','scope':['shared']",
        "user | 'type':'memory_asserted','user':'a','text':'t','scope':'shared'",
        "user | 'type':'memory_asserted','text':'t','scope':'private'",
        "user | 'type':'memory_asserted','user':'mneme:shared','text':'t'",
        "user | 'user':'mneme:global','text':'t'",
        "user | 'type':'session_touched','user':'mneme:shared','session':'s','state':{}",
        "scope | 'user':'a','text':'t','scope':'shared'",
        "scope | 'type':'session_touched','user':'a','session':'s','state':{},'scope':'shared'",
      },
      quoteCharacter = '`')
  void aScopeThatCannotBeMeantIsRefusedByItsField(String field, String body) {
    String item = "{" + body.replace('\'', '"') + "}";

    Admission admission = this.admission.admit(bytes(item), sender);

    assertThat(((Refused) admission).problem().errors())
        .extracting(FieldError::field)
        .containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-06-01T12:04:59Z, 2025-06-01T12:04:59Z",
    "2025-06-01T12:05:00.123Z, 2025-06-01T12:05:00.123Z",
    "2025-06-01T12:06:00Z, 2025-06-01T12:05:00.123Z",
    "9999-12-31T23:59:59Z, 2025-06-01T12:05:00.123Z",
    "1900-01-01T00:00:00Z, 1900-01-01T00:00:00Z"
  })
  void aClockThatIsAheadIsMovedBack(String claimed, String kept) {
    Event event = admitted("{\"user\":\"a\",\"text\":\"t\",\"occurred_at\":\"" + claimed + "\"}");

    assertThat(event.occurredAt()).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1899-12-31T23:59:59Z",
        "yesterday",
        "2025-06-01",
        "2025-06-01T12:00:00",
        "",
        "-1"
      })
  void aTimeThatIsNoneIsRefused(String claimed) {
    assertThat(pointers("{\"user\":\"a\",\"text\":\"t\",\"occurred_at\":\"" + claimed + "\"}"))
        .containsExactly("/occurred_at");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'user':'a','text':'t','foo':1} | /foo",
        "{'user':'a','text':'t','session':'s'} | /session",
        "{'user':'a','text':'t','tenant':'other'} | /tenant",
        "{'user':'a','text':'t','a/b~c':1} | /a~1b~0c",
        "{'text':'t'} | /user",
        "{'user':null,'text':'t'} | /user",
        "{'user':' ','text':'t'} | /user",
        "{'user':'a\\nb','text':'t'} | /user",
        "{'user':7,'text':'t'} | /user",
        "{'user':'a','text':7} | /text",
        "{'user':'a','text':['t']} | /text",
        "{'user':'a','text':'t','role':'boss'} | /role",
        "{'user':'a','text':'t','type':'nothing'} | /type",
        "{'user':'a','text':'t','metadata':[1]} | /metadata",
        "{'user':'a','text':'t','metadata':{'n':1e999}} | /metadata/n",
        "{'user':'a','text':'t\\u0000'} | /text",
        "{'user':'a','text':'\\udc00\\ud800'} | /text",
        "{'user':'a','text':'t','metadata':{'l':[0,'\\ud800']}} | /metadata/l/1",
        "{'user':'a','type':'memory_forgotten','memory_id':'1-1-1-1-1'} | /memory_id",
        "{'user':'a','type':'memory_forgotten','memory_id':'x'} | /memory_id",
        "{'user':'a','type':'memory_forgotten'} | /memory_id",
        "{'user':'a','type':'session_touched','session':'s','state':'on'} | /state",
        "{'user':'a','text':'t','idempotency_key':''} | /idempotency_key"
      })
  void aFieldAtFaultIsPointedAt(String json, String pointer) {
    assertThat(pointers(json.replace('\'', '"'))).containsExactly(pointer);
  }

  @Test
  void aNameMayNotHoldWhatATextMayNot() {
    assertThat(pointers("{\"user\":\"a\",\"text\":\"t\",\"metadata\":{\"\\u0000\":0}}"))
        .containsExactly("/metadata/\0");
  }

  @Test
  void whatIsTooLargeIsRefusedAndWhatIsJustAsLargeIsNot() {
    assertThat(pointers("{\"user\":\"a\",\"text\":\"" + "x".repeat(101) + "\"}"))
        .containsExactly("/text");
    assertThat(pointers("{\"user\":\"" + "x".repeat(257) + "\",\"text\":\"t\"}"))
        .containsExactly("/user");
    assertThat(
            pointers(
                "{\"user\":\"a\",\"text\":\"t\",\"metadata\":{\"x\":\"" + "x".repeat(57) + "\"}}"))
        .containsExactly("/metadata");
    admitted("{\"user\":\"" + "x".repeat(256) + "\",\"text\":\"" + "x".repeat(100) + "\"}");
    admitted("{\"user\":\"a\",\"text\":\"t\",\"metadata\":{\"x\":\"" + "x".repeat(56) + "\"}}");
  }

  @Test
  void allFaultsAreSaidAtOnce() {
    Problem problem = refused("{\"text\":\"\",\"role\":\"boss\",\"foo\":1}");

    assertThat(problem.errors())
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder("text", "role", "user", "foo");
    assertThat(problem.detail()).contains("and 3 more");
  }

  @Test
  void theHeaderMayNameTheEventIfTheBodyDoesNotNameItOtherwise() {
    Sender named = new Sender(sender.caller(), Optional.of("h"));
    byte[] plain = bytes("{\"user\":\"a\",\"text\":\"t\"}");
    byte[] other = bytes("{\"user\":\"a\",\"text\":\"t\",\"idempotency_key\":\"b\"}");

    assertThat(((Admitted) admission.admit(plain, named)).event().eventId())
        .isEqualTo(Ids.event("acme", "h"));
    assertThat(((Refused) admission.admit(other, named)).problem().detail()).contains("differs");
  }

  @Test
  void theByteOfABrokenCharacterIsNamed() {
    byte[] json = bytes("{\"user\":\"a\",\"text\":\"äb\"}");
    json[21] = 'x'; // the second byte of the umlaut

    Problem problem = ((Refused) admission.admit(json, sender)).problem();

    assertThat(problem.type()).endsWith("invalid-utf-8");
    assertThat(problem.detail()).contains("byte 20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "null",
        "7",
        "[]",
        "{\"user\":\"a\",\"user\":\"b\"}",
        "{} {}",
        "\ufeff{}"
      })
  void whatIsNoJsonObjectIsNoEvent(String text) {
    assertThat(refused(text).status()).isEqualTo(400);
  }

  @Test
  void jsonNestedWithoutEndIsRefusedWithoutAStackOverflow() {
    String deep = "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);

    assertThat(refused("{\"user\":\"a\",\"text\":\"t\",\"metadata\":" + deep + "}").status())
        .isEqualTo(400);
  }

  private Event admitted(String json) {
    return switch (admission.admit(bytes(json), sender)) {
      case Admitted(Event event) -> event;
      case Refused(Problem problem) -> throw new AssertionError(problem);
    };
  }

  private Problem refused(String json) {
    return switch (admission.admit(bytes(json), sender)) {
      case Admitted(Event event) -> throw new AssertionError(event);
      case Refused(Problem problem) -> problem;
    };
  }

  private List<String> pointers(String json) {
    return refused(json).errors().stream().map(FieldError::pointer).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
