package io.mneme.reader.recall;

import io.mneme.platform.Outage;
import io.mneme.reader.pack.QuestionMeaning;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.reader.rank.Question;
import io.mneme.reader.rank.Ranked;
import io.mneme.reader.rank.Ranker;
import io.mneme.reader.rank.Searched;
import io.mneme.reader.recall.ReaderMeters.Stage;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.Thawed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * What is remembered that matters for this question, best first.
   *
   * @throws NothingAnswers when no store answers and nothing is held of the first owner
   */
  public List<Ranked> recall(Recall recall, Reading reading) {
    List<SubjectPack> packs = meters.time(Stage.PACK, () -> packs(recall.owners(), reading));
    Map<String, Question> questions =
        meters.time(Stage.EMBED, () -> questions(recall.query(), packs, reading));
    List<Searched> searched = new ArrayList<>(packs.size());
    for (SubjectPack pack : packs) {
      Question question = Objects.requireNonNull(questions.get(pack.model()));
      SubjectPack whole = thawed(recall, question, pack, reading);
      searched.add(new Searched(question, whole, whole.withAbsorbed(recall.filter())));
    }
    List<Ranked> memories = meters.time(Stage.RANK, () -> ranker.rank(searched, recall.limit()));
    meters.answered(reading.degradation().level());
    return memories;
  }

  /** The first owner's, then those of the others that hold anything. */
  private List<SubjectPack> packs(List<Subject> owners, Reading reading) {
    List<SubjectPack> packs = new ArrayList<>(List.of(reads.pack(owners.getFirst(), reading)));
    for (Subject other : owners.subList(1, owners.size())) {
      try {
        SubjectPack pack = reads.pack(other, reading);
        if (!pack.isEmpty()) {
          packs.add(pack);
        }
      } catch (NothingAnswers e) {
        reading.without(Trouble.SCOPES);
      }
    }
    return packs.size() > 1 && packs.getFirst().isEmpty() ? packs.subList(1, packs.size()) : packs;
  }

  /** By the packs' models, embedded once for each: two are never compared. */
  private Map<String, Question> questions(String query, List<SubjectPack> packs, Reading reading) {
    Map<String, Question> questions = new HashMap<>();
    for (SubjectPack pack : packs) {
      if (!questions.containsKey(pack.model())) {
        questions.put(pack.model(), new Question(query, meaning(query, pack, reading)));
      }
    }
    return questions;
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
          Thawed thawed = reads.thaw(pack.subject(), near, reading);
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
