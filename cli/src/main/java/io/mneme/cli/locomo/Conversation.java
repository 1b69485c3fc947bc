package io.mneme.cli.locomo;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A long conversation between two people, over many sessions, with questions about it.
 *
 * @param id the sample's name, unique in its file
 * @param turns in the order they were spoken
 * @param questions in the file's order
 * @param evidenceDropped gold ids that name no turn
 */
public record Conversation(
    String id, List<Turn> turns, List<Question> questions, int evidenceDropped) {

  /**
   * One turn.
   *
   * @param diaId its name within the conversation, for example {@code D1:3}
   * @param session for example {@code session_1}
   * @param speaker who said it
   * @param text what was said
   * @param caption what a picture sent with it shows
   * @param occurredAt the session's date, a second later with each turn
   */
  public record Turn(
      String diaId,
      String session,
      String speaker,
      String text,
      @Nullable String caption,
      Instant occurredAt) {}

  /**
   * One question.
   *
   * @param text what is asked
   * @param category 1 multi-hop, 2 temporal, 3 open-domain, 4 single-hop, 5 adversarial
   * @param gold the turns that hold the answer; empty when no id was valid
   */
  public record Question(String text, int category, Set<String> gold) {}
}
