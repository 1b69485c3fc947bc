package io.mneme.writer.derive;

import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Batch.Erasure;
import io.mneme.storage.write.Batch.SessionState;
import io.mneme.storage.write.Batch.Verdict;
import io.mneme.storage.write.StateQuery.Conversation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event means, given what is known. */
public sealed interface Decision {

  /**
   * The event takes effect, which may be none (the memory to forget is not there).
   *
   * @param changes in the order they are to happen
   * @param turn the conversation that grew by this event
   * @param session the session state it wrote
   * @param erasure the subject it ended; its conversations and sessions go with its memories
   * @param verdict whether the session held what the event expected, where it expected anything
   */
  record Effect(
      List<Change> changes,
      @Nullable Conversation turn,
      @Nullable SessionState session,
      @Nullable Erasure erasure,
      @Nullable Verdict verdict)
      implements Decision {

    static Effect of(Change change) {
      return new Effect(List.of(change), null, null, null, null);
    }

    static Effect of(List<Change> changes) {
      return new Effect(changes, null, null, null, null);
    }

    static Effect none() {
      return new Effect(List.of(), null, null, null, null);
    }
  }

  /** It was applied before: a record delivered or produced twice. */
  record AlreadyApplied() implements Decision {}

  /**
   * It makes no sense in the order of the log, and waiting will not change that.
   *
   * @param cause one sentence for the dead letter
   */
  record Refused(String cause) implements Decision {}
}
