package io.mneme.cli.locomo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.cli.console.CommandFailed;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A file in the format of LoCoMo (Maharana et al., ACL 2024): a list of conversations with {@code
 * session_N} lists of turns, {@code session_N_date_time}, and questions whose evidence names turns.
 */
public final class LocomoFile {
  private static final Pattern ID_SEPARATORS = Pattern.compile("[;,\\s]+");
  private static final int SESSIONS_MAX = 1000;

  private LocomoFile() {}

  /** Reads the file as a whole. */
  public static List<Conversation> read(Path file) throws IOException {
    JsonNode root;
    try {
      root = Json.mapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw notLocomo(file, "it is not JSON");
    }
    if (root == null || !root.isArray() || root.isEmpty()) {
      throw notLocomo(file, "it is not a list of conversations");
    }
    List<Conversation> conversations = new ArrayList<>();
    for (JsonNode sample : root) {
      if (!sample.path("conversation").isObject()) {
        throw notLocomo(file, "an item has no \"conversation\"");
      }
      String id = sample.path("sample_id").asText("conv-" + (conversations.size() + 1));
      conversations.add(conversation(id, sample));
    }
    return conversations;
  }

  private static CommandFailed notLocomo(Path file, String why) {
    return new CommandFailed("%s is not in the LoCoMo format: %s.".formatted(file, why));
  }

  private static Conversation conversation(String id, JsonNode sample) {
    List<Conversation.Turn> turns =
        IntStream.rangeClosed(1, SESSIONS_MAX)
            .boxed()
            .flatMap(number -> session(number, sample.path("conversation")).stream())
            .toList();
    Set<String> known =
        turns.stream().map(Conversation.Turn::diaId).collect(Collectors.toUnmodifiableSet());
    List<Conversation.Question> questions = new ArrayList<>();
    int dropped = 0;
    for (JsonNode asked : sample.path("qa")) {
      Set<String> named = evidence(asked.path("evidence"));
      Set<String> gold = new LinkedHashSet<>(named);
      gold.retainAll(known);
      dropped += named.size() - gold.size();
      questions.add(
          new Conversation.Question(
              asked.path("question").asText(), asked.path("category").asInt(), gold));
    }
    return new Conversation(id, turns, questions, dropped);
  }

  /** The turns of a session; none where the file has only a date for it. */
  private static List<Conversation.Turn> session(int number, JsonNode conversation) {
    String name = "session_" + number;
    JsonNode spoken = conversation.path(name);
    if (spoken.isEmpty()) {
      return List.of();
    }
    SessionDate date = SessionDate.parse(conversation.path(name + "_date_time").asText());
    List<Conversation.Turn> turns = new ArrayList<>();
    for (JsonNode turn : spoken) {
      turn(turn, name, date, turns.size()).ifPresent(turns::add);
    }
    return turns;
  }

  /** A turn; a picture sent without a word speaks by its caption. */
  private static Optional<Conversation.Turn> turn(
      JsonNode turn, String session, SessionDate date, int number) {
    String text = turn.path("text").asText().strip();
    String caption = turn.path("blip_caption").asText().strip();
    if (text.isEmpty() && caption.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Conversation.Turn(
            turn.path("dia_id").asText(),
            session,
            turn.path("speaker").asText(),
            text.isEmpty() ? caption : text,
            text.isEmpty() || caption.isEmpty() ? null : caption,
            date.turn(number)));
  }

  /** Distinct ids; some strings of the published file hold two. */
  private static Set<String> evidence(JsonNode evidence) {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode written : evidence) {
      ID_SEPARATORS.splitAsStream(written.asText()).filter(id -> !id.isEmpty()).forEach(ids::add);
    }
    return ids;
  }
}
