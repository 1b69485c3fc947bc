package io.mneme.schemas.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.mneme.schemas.memory.MemoryKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an event asks for. The {@code type} field of the JSON names the case. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Intent.TurnRecorded.class, name = "turn_recorded"),
  @JsonSubTypes.Type(value = Intent.MemoryAsserted.class, name = "memory_asserted"),
  @JsonSubTypes.Type(value = Intent.MemoryCorrected.class, name = "memory_corrected"),
  @JsonSubTypes.Type(value = Intent.MemoryForgotten.class, name = "memory_forgotten"),
  @JsonSubTypes.Type(value = Intent.MemoriesConsolidated.class, name = "memories_consolidated"),
  @JsonSubTypes.Type(value = Intent.SessionTouched.class, name = "session_touched"),
  @JsonSubTypes.Type(value = Intent.SubjectErased.class, name = "subject_erased")
})
public sealed interface Intent {

  /**
   * A turn of a conversation was spoken. Becomes one episodic memory.
   *
   * @param conversation the application's name of the conversation
   * @param role who spoke
   * @param speaker the speaker's name, where a conversation has more than one of a role
   * @param text what was said
   * @param caption what an attached picture shows
   * @param metadata the application's own data, returned with the memory and usable as a filter
   */
  record TurnRecorded(
      String conversation,
      Role role,
      @Nullable String speaker,
      String text,
      @Nullable String caption,
      Map<String, Object> metadata)
      implements Intent {
    public TurnRecorded {
      Objects.requireNonNull(conversation, "intent.conversation is missing");
      Objects.requireNonNull(role, "intent.role is missing");
      requireText(text);
      metadata = metadataOrEmpty(metadata);
    }
  }

  /** A memory given ready-made, by an application or an extractor. */
  record MemoryAsserted(MemoryKind kind, String text, Map<String, Object> metadata)
      implements Intent {
    public MemoryAsserted {
      Objects.requireNonNull(kind, "intent.kind is missing");
      requireText(text);
      metadata = metadataOrEmpty(metadata);
    }
  }

  /** The text of a memory was wrong; this is the right one. */
  record MemoryCorrected(UUID memoryId, String text) implements Intent {
    public MemoryCorrected {
      Objects.requireNonNull(memoryId, "intent.memory_id is missing");
      requireText(text);
    }
  }

  /** One memory is to be gone from every store. */
  record MemoryForgotten(UUID memoryId) implements Intent {
    public MemoryForgotten {
      Objects.requireNonNull(memoryId, "intent.memory_id is missing");
    }
  }

  /**
   * Memories were found to say the same: one answers for all of them from now on.
   *
   * @param keep the one that answers
   * @param absorb the others: archived, and found by their id alone
   */
  record MemoriesConsolidated(Judged keep, List<Judged> absorb) implements Intent {
    public MemoriesConsolidated {
      Objects.requireNonNull(keep, "intent.keep is missing");
      if (absorb == null || absorb.isEmpty()) {
        throw new IllegalArgumentException("intent.absorb is missing or empty");
      }
      absorb = List.copyOf(absorb);
    }
  }

  /**
   * A memory as it was judged. One that says something else by now is left alone.
   *
   * @param contentHash of the text it is embedded by
   */
  record Judged(UUID memoryId, String contentHash) {
    public Judged {
      Objects.requireNonNull(memoryId, "memory_id is missing");
      Objects.requireNonNull(contentHash, "content_hash is missing");
    }
  }

  /**
   * A session's state was written: the whole state, not a difference.
   *
   * @param expects what the session must hold for it to take effect; null is whatever it holds
   */
  record SessionTouched(String session, Map<String, Object> state, @Nullable Precondition expects)
      implements Intent {
    public SessionTouched {
      Objects.requireNonNull(session, "intent.session is missing");
      Objects.requireNonNull(state, "intent.state is missing");
    }

    /** Whatever the session holds. */
    public SessionTouched(String session, Map<String, Object> state) {
      this(session, state, null);
    }
  }

  /** Everything of this subject is to be gone from every store. */
  record SubjectErased(@Nullable String reason) implements Intent {}

  private static void requireText(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("intent.text is missing or blank");
    }
  }

  private static Map<String, Object> metadataOrEmpty(@Nullable Map<String, Object> metadata) {
    return metadata == null ? Map.of() : metadata;
  }
}
