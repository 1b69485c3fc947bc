package io.mneme.reader.recall;

import io.mneme.reader.database.Answer;
import io.mneme.reader.database.Need;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the stores: which writes it knows, and what it had to do without
 * so far. Used by one thread.
 */
public final class Reading {
  private Need need;
  private final @Nullable Instant asOf;
  private final Map<Subject, SubjectPack> pasts = new HashMap<>();
  private Consistency consistency;
  private boolean newest = true;
  private boolean wantsNewest;
  private String model = "";
  private List<Memory> lost = List.of();
  private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);

  /**
   * @param need what a database must have to be asked for it
   * @param asOf the time it asks of; now when absent
   */
  Reading(Consistency consistency, Need need, @Nullable Instant asOf) {
    this.consistency = consistency;
    this.need = need;
    this.asOf = asOf;
  }

  /** The time it asks of; empty is now. */
  public Optional<Instant> asOf() {
    return Optional.ofNullable(asOf);
  }

  /** What was known of a subject then, made once. */
  SubjectPack past(Subject subject, Supplier<SubjectPack> making) {
    SubjectPack past = pasts.get(subject);
    if (past == null) {
      past = making.get();
      pasts.put(subject, past);
    }
    return past;
  }

  public Consistency consistency() {
    return consistency;
  }

  /** The model whose vectors are compared for it; empty where none are. */
  public String model() {
    return model;
  }

  void comparing(String packsModel) {
    model = packsModel;
  }

  /** What its answer is made of, as far as it has come. */
  public Degradation degradation() {
    return Degradation.of(troubles);
  }

  /**
   * Whether nothing in its answer came from a replica, which may be behind by moments: only then
   * may the answer be kept for as long as nobody tells of a change.
   */
  public boolean isNewest() {
    return newest;
  }

  Need need() {
    return need;
  }

  /** Remembers who answered. */
  <T> T take(Answer<T> answer) {
    newest = newest && answer.isNewest();
    if (answer.isWithoutPrimary()) {
      without(Trouble.PRIMARY);
    }
    return answer.value();
  }

  /** From now on only PostgreSQL's primary will do: what Redis was told may be a moment older. */
  public void wantNewest() {
    need = new Need.Newest();
    wantsNewest = true;
  }

  /** Whether it asked for its own writes, or all there are, which Redis may not know yet. */
  boolean wantsOwnWrites() {
    return wantsNewest || !(consistency instanceof Consistency.None);
  }

  /** The memories that would have been looked at and could not be read, without their words. */
  public List<Memory> lost() {
    return lost;
  }

  void losing(List<Memory> stubs) {
    lost = Stream.concat(lost.stream(), stubs.stream()).toList();
  }

  boolean isWithout(Trouble trouble) {
    return troubles.contains(trouble);
  }

  /**
   * Goes on without it. The writes may have been applied when the request began: an answer that is
   * then made from memory still does not know them.
   */
  void without(Trouble trouble) {
    troubles.add(trouble);
    if (trouble == Trouble.POSTGRES && consistency instanceof Consistency.Applied) {
      consistency = new Consistency.Stale(OptionalLong.empty());
    }
  }
}
