package io.mneme.reader.recall;

import io.mneme.platform.Outage;
import io.mneme.reader.pack.QuestionMeaning;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.reader.rank.Question;
import io.mneme.reader.rank.Ranked;
import io.mneme.reader.rank.Ranker;
import io.mneme.reader.recall.ReaderMeters.Stage;
import java.util.List;
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
    List<Ranked> memories =
        meters.time(Stage.RANK, () -> ranker.rank(question, pack, recall.filter(), recall.limit()));
    meters.answered(reading.degradation().level());
    return memories;
  }

  /** Of the pack's model: after a change of it, packs of both are served for a moment. */
  private @Nullable QuestionMeaning meaning(String query, SubjectPack pack, Reading reading) {
    if (pack.size() == 0) {
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
