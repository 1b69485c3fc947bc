package io.mneme.reader.recall;

import io.mneme.platform.Outage;
import io.mneme.reader.pack.QuestionMeaning;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.reader.rank.Question;
import io.mneme.reader.rank.Ranked;
import io.mneme.reader.rank.Ranker;
import io.mneme.reader.recall.ReaderMeters.Stage;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.Thawed;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers questions: find the pack, embed the question, rank. */
public final class Recaller {
  private final Reads reads;
  private final QuestionVectors vectors;
  private final Ranker ranker;
  private final ReaderMeters meters;

  public Recaller(Reads reads, QuestionVectors vectors, Ranker ranker, ReaderMeters meters) {
    this.reads = reads;
    this.vectors = vectors;
    this.ranker = ranker;
    this.meters = meters;
  }

  /**
   * What the subject remembers that matters for this question, best first.
   *
   * @throws NothingAnswers when no store answers and nothing is held
   */
  public List<Ranked> recall(Recall recall, Reading reading) {
    SubjectPack pack = meters.time(Stage.PACK, () -> reads.pack(recall.subject(), reading));
    Question question =
        meters.time(
            Stage.EMBED,
            () -> new Question(recall.query(), meaning(recall.query(), pack, reading)));
    SubjectPack whole = thawed(recall, question, pack, reading);
    List<Ranked> memories =
        meters.time(
            Stage.RANK,
            () ->
                ranker.rank(question, whole, whole.withAbsorbed(recall.filter()), recall.limit()));
    meters.answered(reading.degradation().level());
    return memories;
  }

  /** The pack with the cold memories that may matter, as far as they can be read. */
  private SubjectPack thawed(Recall recall, Question question, SubjectPack pack, Reading reading) {
    QuestionMeaning meaning = question.meaning();
    if (meaning == null) {
      return pack;
    }
    List<UUID> near = pack.nearestCold(meaning.whole(), pack.withAbsorbed(recall.stubFilter()));
    if (near.isEmpty()) {
      return pack;
    }
    return meters.time(
        Stage.THAW,
        () -> {
          Thawed thawed = reads.thaw(recall.subject(), near, reading);
          tell(thawed, near.subList(0, Math.min(near.size(), recall.limit())), reading);
          return pack.thawed(thawed.memories());
        });
  }

  /** Of the lost ones those are named that stood among so many nearest as are asked for. */
  private static void tell(Thawed thawed, List<UUID> nearest, Reading reading) {
    if (thawed.late() > 0) {
      reading.without(Trouble.LATE_OBJECTS);
    }
    List<Memory> lost =
        thawed.lost().stream()
            .map(ColdReader.Answer.Unreadable::state)
            .filter(memory -> nearest.contains(memory.memoryId()))
            .sorted(Comparator.comparingInt(memory -> nearest.indexOf(memory.memoryId())))
            .toList();
    if (!thawed.lost().isEmpty()) {
      reading.without(Trouble.LOST_OBJECTS);
    }
    reading.losing(lost);
  }

  /** Of the pack's model: after a change of it, packs of both are served for a moment. */
  private @Nullable QuestionMeaning meaning(String query, SubjectPack pack, Reading reading) {
    if (pack.isEmpty()) {
      reading.comparing(vectors.lately().model()); // with nothing
      return null;
    }
    reading.comparing(pack.model());
    try {
      return vectors.of(query, pack.model());
    } catch (Outage e) {
      reading.without(Trouble.EMBEDDER);
      return null;
    }
  }
}
