package io.mneme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.gateway.admission.Admission.Admitted;
import io.mneme.gateway.admission.Admission.Refused;
import io.mneme.platform.http.Caller;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;
import io.mneme.platform.http.TimeIds;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Precondition;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Decides what may enter the log, and how it is written there. Pure but for the injected clock and
 * chance: the same item at the same moment is the same event.
 */
public final class EventAdmission {
  /** How far ahead of ours a client's clock may be; later times are moved back to this. */
  public static final Duration AHEAD_MAX = Duration.ofMinutes(5);

  /** Nothing a chat application remembers is older; an earlier time is a mistake. */
  public static final Instant OCCURRED_MIN = Instant.parse("1900-01-01T00:00:00Z");

  private static final String CONVERSATION_DEFAULT = "default";

  private static final Map<String, Role> ROLES =
      Map.of(
          "user", Role.USER,
          "assistant", Role.ASSISTANT,
          "system", Role.SYSTEM,
          "tool", Role.TOOL);
  private static final Map<String, MemoryKind> KINDS =
      Map.of(
          "episodic", MemoryKind.EPISODIC,
          "semantic", MemoryKind.SEMANTIC,
          "procedural", MemoryKind.PROCEDURAL);

  private static final Map<String, MemoryScope> SCOPES =
      Map.of(
          "private", MemoryScope.PRIVATE,
          "shared", MemoryScope.SHARED,
          "global", MemoryScope.GLOBAL);

  private final AdmissionLimits limits;
  private final InstantSource clock;
  private final RandomGenerator random;

  public EventAdmission(AdmissionLimits limits, InstantSource clock, RandomGenerator random) {
    this.limits = limits;
    this.clock = clock;
    this.random = random;
  }

  /** Judges one item as it came over the wire. */
  public Admission admit(byte[] utf8, Sender sender) {
    try {
      return admit(StrictJson.parse(utf8), sender);
    } catch (ProblemException e) {
      return new Refused(e.problem());
    }
  }

  /** Judges one item. */
  public Admission admit(JsonNode item, Sender sender) {
    if (!(item instanceof ObjectNode object)) {
      return new Refused(Problem.of(400, "invalid-event", "An event is a JSON object."));
    }
    EventFields fields = new EventFields(object);
    fields.checkValues();
    EventType type = fields.word("type", EventType.BY_NAME).orElse(EventType.TURN_RECORDED);
    Optional<Intent> intent = intent(type, fields);
    Optional<MemoryScope> scope = scope(type, fields);
    Optional<String> user = user(scope, fields);
    Instant acceptedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant occurredAt = occurredAt(fields, acceptedAt);
    Optional<String> idempotencyKey = idempotencyKey(fields, sender);
    fields.checkUnknown("a " + type.wireName());
    Optional<Problem> problem = fields.problem();
    if (problem.isPresent()) {
      return new Refused(problem.get());
    }
    MemoryScope owners = scope.orElseThrow();
    Optional<String> missing = missingRight(type, owners, sender.caller());
    if (missing.isPresent()) {
      return new Refused(Caller.missing(missing.get()));
    }
    // a key is the sender's own, also where what is sent is not
    UUID eventId =
        idempotencyKey
            .map(key -> Ids.event(sender.caller().tenant(), key))
            .orElseGet(() -> TimeIds.version7(acceptedAt, random));
    Subject subject = owners.subject(sender.caller().tenant(), user.orElse(""));
    return new Admitted(
        new Event(
            eventId,
            subject.tenant(),
            subject.user(),
            acceptedAt,
            occurredAt,
            intent.orElseThrow()));
  }

  /** What the sender's key would have to allow and does not. */
  private static Optional<String> missingRight(EventType type, MemoryScope scope, Caller caller) {
    if (type == EventType.SUBJECT_ERASED && !caller.may(Caller.ERASE)) {
      return Optional.of(Caller.ERASE);
    }
    return scope == MemoryScope.GLOBAL && !caller.may(Caller.OPS)
        ? Optional.of(Caller.OPS)
        : Optional.empty();
  }

  private Optional<Intent> intent(EventType type, EventFields fields) {
    return switch (type) {
      case TURN_RECORDED -> turnRecorded(fields);
      case MEMORY_ASSERTED -> memoryAsserted(fields);
      case MEMORY_CORRECTED -> memoryCorrected(fields);
      case MEMORY_FORGOTTEN -> memoryForgotten(fields);
      case SESSION_TOUCHED -> sessionTouched(fields);
      case SUBJECT_ERASED -> subjectErased(fields);
    };
  }

  /** Conversations and sessions are a user's own. Empty where nobody can say what was meant. */
  private static Optional<MemoryScope> scope(EventType type, EventFields fields) {
    return switch (type) {
      case TURN_RECORDED, SESSION_TOUCHED -> Optional.of(MemoryScope.PRIVATE);
      case MEMORY_ASSERTED, MEMORY_CORRECTED, MEMORY_FORGOTTEN, SUBJECT_ERASED -> {
        Optional<MemoryScope> named = fields.word("scope", SCOPES);
        yield fields.isPresent("scope") ? named : Optional.of(MemoryScope.PRIVATE);
      }
    };
  }

  /** Whether there must be a user, only a scope that is known tells. */
  private static Optional<String> user(Optional<MemoryScope> scope, EventFields fields) {
    Optional<String> user = fields.name("user", Subject.USER_LENGTH_MAX);
    user.filter(MemoryScope::isReserved)
        .ifPresent(_ ->
            fields.error(
                "user", "must not begin with \"" + MemoryScope.RESERVED_USER_PREFIX + "\""));
    if (scope.isEmpty()) {
      return user;
    }
    if (scope.get() == MemoryScope.PRIVATE) {
      return fields.required("user", user);
    }
    user.ifPresent(_ -> fields.error("user", "has no place beside a \"scope\" of many users"));
    return Optional.empty();
  }

  private static Instant occurredAt(EventFields fields, Instant acceptedAt) {
    Instant latest = acceptedAt.plus(AHEAD_MAX);
    Instant claimed = fields.time("occurred_at").orElse(acceptedAt);
    if (claimed.isBefore(OCCURRED_MIN)) {
      fields.error("occurred_at", "is before the year 1900");
    }
    // a store keeps microseconds; what is kept must be what was answered
    return claimed.isAfter(latest) ? latest : claimed.truncatedTo(ChronoUnit.MICROS);
  }

  private static Optional<String> idempotencyKey(EventFields fields, Sender sender) {
    int charsMax = AdmissionLimits.IDEMPOTENCY_KEY_CHARS_MAX;
    Optional<String> inBody = fields.name("idempotency_key", charsMax);
    Optional<String> inHeader = sender.idempotencyKey();
    inHeader
        .filter(key -> key.isBlank() || key.length() > charsMax)
        .ifPresent(key ->
            fields.error(
                "idempotency_key", "of the header must be 1 to " + charsMax + " characters"));
    if (inBody.isPresent() && inHeader.isPresent() && !inBody.equals(inHeader)) {
      fields.error("idempotency_key", "differs from the header Idempotency-Key");
    }
    return inBody.or(() -> inHeader);
  }

  private Optional<Intent> turnRecorded(EventFields fields) {
    String conversation =
        fields.name("conversation", AdmissionLimits.NAME_CHARS_MAX).orElse(CONVERSATION_DEFAULT);
    Role role = fields.word("role", ROLES).orElse(Role.USER);
    Optional<String> speaker = fields.name("speaker", AdmissionLimits.NAME_CHARS_MAX);
    Optional<String> caption = fields.text("caption", limits.textCharsMax());
    Map<String, Object> metadata = metadata(fields);
    return text(fields)
        .map(text ->
            new Intent.TurnRecorded(
                conversation, role, speaker.orElse(null), text, caption.orElse(null), metadata));
  }

  private Optional<Intent> memoryAsserted(EventFields fields) {
    MemoryKind kind = fields.word("kind", KINDS).orElse(MemoryKind.SEMANTIC);
    Map<String, Object> metadata = metadata(fields);
    return text(fields).map(text -> new Intent.MemoryAsserted(kind, text, metadata));
  }

  private Optional<Intent> memoryCorrected(EventFields fields) {
    Optional<UUID> memoryId = fields.required("memory_id", fields.uuid("memory_id"));
    Optional<String> text = text(fields);
    return memoryId.flatMap(id -> text.map(words -> new Intent.MemoryCorrected(id, words)));
  }

  private static Optional<Intent> memoryForgotten(EventFields fields) {
    return fields.required("memory_id", fields.uuid("memory_id")).map(Intent.MemoryForgotten::new);
  }

  private Optional<Intent> sessionTouched(EventFields fields) {
    Optional<String> session =
        fields.required("session", fields.name("session", AdmissionLimits.NAME_CHARS_MAX));
    Optional<Map<String, Object>> state =
        fields.required("state", fields.object("state", limits.stateBytesMax()));
    Optional<Precondition> expects = fields.precondition("expects");
    return session.flatMap(
        name -> state.map(value -> new Intent.SessionTouched(name, value, expects.orElse(null))));
  }

  private static Optional<Intent> subjectErased(EventFields fields) {
    return Optional.of(
        new Intent.SubjectErased(
            fields.text("reason", AdmissionLimits.NAME_CHARS_MAX).orElse(null)));
  }

  private Optional<String> text(EventFields fields) {
    return fields.required("text", fields.text("text", limits.textCharsMax()));
  }

  private Map<String, Object> metadata(EventFields fields) {
    return fields.object("metadata", limits.metadataBytesMax()).orElse(Map.of());
  }
}
