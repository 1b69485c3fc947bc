package io.mneme.reader.rank;

import io.mneme.reader.pack.SubjectPack;
import io.mneme.reader.words.NamedDate;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that names a date is about what was said on that day: 1. */
final class DateSource implements Source {

  @Override
  public String name() {
    return "date";
  }

  @Override
  public Scale scale() {
    return Scale.AS_IS;
  }

  @Override
  public float @Nullable [] score(Evidence evidence) {
    SubjectPack pack = evidence.pack();
    List<NamedDate> dates = NamedDate.in(evidence.question().text());
    if (dates.isEmpty()) {
      return null;
    }
    float[] scores = new float[pack.size()];
    for (int slot : evidence.candidates()) {
      LocalDate day = pack.traits().day(slot);
      scores[slot] = dates.stream().anyMatch(date -> date.covers(day)) ? 1 : 0;
    }
    return scores;
  }
}
