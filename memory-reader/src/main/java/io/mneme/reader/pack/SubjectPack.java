package io.mneme.reader.pack;

import io.mneme.reader.words.EnglishWords;
import io.mneme.reader.words.FieldWeights;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdStub;
import io.mneme.storage.read.ReadStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything a subject remembers, ready to be searched: whole memories exactly, cold ones by their
 * signatures until those that may matter are read. Immutable: a change of the subject makes another
 * pack, which shares what has not changed. Whole memories are numbered by slot, older first.
 */
public final class SubjectPack {
  private static final long PACK_BYTES = 4_000;

  private final Subject subject;
  private final long revision;
  private final String model;
  private final Dictionary dictionary;
  private final Map<UUID, PackedMemory> byId;
  private final Map<UUID, ColdStub> coldById;
  private final ColdStubs cold;
  private final Absorbed absorbed;
  private final Map<UUID, List<Memory>> absorbedBy;
  private final List<PackedMemory> slots;
  private final List<Memory> memories;
  private final Directions directions;
  private final Neighbours neighbours;
  private final Speakers speakers;
  private final Conversations conversations;
  private final TraitTable traits;
  private final WordIndex words;
  private final LateInteraction tokens;
  private final boolean hasTokens;

  /** Of a subject nothing is known of. */
  private SubjectPack(Subject subject, String model) {
    this.subject = subject;
    this.revision = 0;
    this.model = model;
    this.dictionary = new Dictionary();
    this.byId = Map.of();
    this.coldById = Map.of();
    this.cold = new ColdStubs(coldById, model);
    this.absorbed = Absorbed.none();
    this.absorbedBy = Map.of();
    this.slots = List.of();
    this.memories = List.of();
    this.directions = Directions.NONE;
    this.neighbours = new Neighbours(memories);
    this.speakers = new Speakers(slots);
    this.conversations = new Conversations(slots);
    this.traits = new TraitTable(slots);
    this.words = new WordIndex(slots, neighbours, 0, FieldWeights.STANDARD);
    this.tokens = new LateInteraction(slots, neighbours);
    this.hasTokens = false;
  }

  /** Of the same subject. */
  private SubjectPack(SubjectPack before, long revision, Dictionary dictionary, Changed changed) {
    this.subject = before.subject;
    this.revision = revision;
    this.model = before.model;
    this.dictionary = dictionary;
    this.byId = changed.byId();
    this.coldById = changed.cold();
    this.cold = new ColdStubs(coldById, model);
    this.absorbed = changed.absorbed();
    this.absorbedBy = absorbed.byAnswer();
    this.slots = new ArrayList<>(byId.values());
    this.slots.sort(PackedMemory.BY_AGE);
    this.directions = before.directions.advance(before.slots, slots, changed.directions());
    this.memories = slots.stream().map(PackedMemory::memory).toList();
    this.neighbours = new Neighbours(memories);
    this.speakers = new Speakers(slots);
    this.conversations = new Conversations(slots);
    this.traits = new TraitTable(slots);
    this.words = new WordIndex(slots, neighbours, dictionary.size(), FieldWeights.STANDARD);
    this.tokens = new LateInteraction(slots, neighbours);
    this.hasTokens = slots.stream().anyMatch(memory -> !memory.tokens().isEmpty());
  }

  /**
   * The pack of a subject nothing is known of yet.
   *
   * @param model whose vectors are compared; memories embedded by another are found by words alone
   */
  public static SubjectPack empty(Subject subject, String model) {
    return new SubjectPack(subject, model);
  }

  /**
   * This pack after a change, or this one when the change is older. Called by one thread at a time
   * for the packs of one subject.
   */
  public SubjectPack advance(ReadStore.Pack change) {
    if (change.revision() <= revision) {
      return this;
    }
    Changed memories = unchanged();
    Analyser analyser = new Analyser(dictionary, FieldWeights.STANDARD);
    for (Memory memory : change.changed()) {
      requireOwn(memory);
      memories.put(memory, model, analyser);
    }
    for (ColdStub stub : change.cold()) {
      requireOwn(stub.state());
      memories.put(stub);
    }
    change.gone().forEach(memories::remove);
    return new SubjectPack(this, change.revision(), dictionary, memories);
  }

  /**
   * This pack with these cold memories whole, for one question: none of its successors, so any
   * thread may make one.
   */
  public SubjectPack thawed(List<Memory> memories) {
    Dictionary terms = dictionary.beside();
    Analyser analyser = new Analyser(terms, FieldWeights.STANDARD);
    Changed thawed = unchanged();
    for (Memory memory : memories) {
      requireOwn(memory);
      if (coldById.containsKey(memory.memoryId())) {
        thawed.put(memory, model, analyser);
      }
    }
    return new SubjectPack(this, revision, terms, thawed);
  }

  /** The cold memories that are worth reading for a question, the nearest first. */
  public List<UUID> nearestCold(QuantisedVector question, Predicate<Memory> filter) {
    return cold.nearest(question, filter);
  }

  /** Whether nothing at all is remembered. */
  public boolean isEmpty() {
    return slots.isEmpty() && cold.isEmpty();
  }

  private Changed unchanged() {
    // as they came: memories are stored nearly in the order they happened, which is soon sorted
    return new Changed(
        new LinkedHashMap<>(byId), new HashMap<>(coldById), absorbed.copy(), new HashMap<>());
  }

  private void requireOwn(Memory memory) {
    if (!memory.tenant().equals(subject.tenant()) || !memory.user().equals(subject.user())) {
      throw new IllegalStateException("a memory of another subject in a pack");
    }
  }

  /**
   * This pack as it was: without what was accepted later, with the words of then, and what says the
   * same as something later answering for itself. It has the revision of this one and is none of
   * its successors, so any thread may make one.
   *
   * @param then the memories that said something else; one without words has lost them
   */
  public SubjectPack asOf(Instant at, List<Memory> then) {
    Dictionary terms = dictionary.beside();
    Analyser analyser = new Analyser(terms, FieldWeights.STANDARD);
    Changed memories = unchanged();
    memories.byId().values().removeIf(packed -> packed.memory().times().createdAt().isAfter(at));
    memories.cold().values().removeIf(stub -> stub.state().times().createdAt().isAfter(at));
    memories.absorbed().forgetAfter(at);
    for (UUID id : absorbed.answeringAt(at, this::state)) {
      memories.answerForItself(id, model, analyser);
    }
    for (Memory memory : then) {
      if (memories.remove(memory.memoryId()) && !memory.content().text().isEmpty()) {
        memories.put(memory, model, analyser);
      }
    }
    return new SubjectPack(this, revision, terms, memories);
  }

  private @Nullable Memory state(UUID id) {
    PackedMemory packed = byId.get(id);
    if (packed != null) {
      return packed.memory();
    }
    ColdStub stub = coldById.get(id);
    return stub == null ? null : stub.state();
  }

  /** The memories this one answers for, oldest first, as far as is known without their objects. */
  public List<Memory> absorbedBy(UUID memoryId) {
    return absorbedBy.getOrDefault(memoryId, List.of());
  }

  /**
   * What a filter lets through, and what would pass if it had happened when what it absorbed did.
   */
  public Predicate<Memory> withAbsorbed(Predicate<Memory> filter) {
    return absorbedBy.isEmpty()
        ? filter
        : memory ->
            filter.test(memory)
                || absorbedBy(memory.memoryId()).stream()
                    .anyMatch(one -> filter.test(memory.occurredAt(one.times().occurredAt())));
  }

  public Subject subject() {
    return subject;
  }

  public long revision() {
    return revision;
  }

  /** The model whose vectors are compared. */
  public String model() {
    return model;
  }

  /** How many whole memories; slots run from 0 to here. */
  public int size() {
    return slots.size();
  }

  /** How many memories, the cold ones too. */
  public int count() {
    return slots.size() + cold.size();
  }

  /** Bytes it holds in the heap, about; what bounds a cache of packs. */
  public long weight() {
    return PACK_BYTES
        + directions.weight()
        + cold.weight()
        + absorbed.weight()
        + slots.stream().mapToLong(PackedMemory::weight).sum();
  }

  /** The memory in a slot, without its vector. */
  public Memory memory(int slot) {
    return memories.get(slot);
  }

  /** Who said the memories. */
  public Speakers speakers() {
    return speakers;
  }

  /** Which conversations the memories are of. */
  public Conversations conversations() {
    return conversations;
  }

  /** What rules want to know of the memories. */
  public TraitTable traits() {
    return traits;
  }

  /** Cosine of every slot to a direction; {@link Float#NaN} where a memory has no vector. */
  public float[] cosines(QuantisedVector question) {
    return directions.cosines(question);
  }

  /** BM25F of every slot for the words of a question. */
  public float[] wordScores(String question) {
    return wordScores(EnglishWords.terms(question), WordCounts.NONE);
  }

  /** The same for its terms, where other packs are searched with this one. */
  public float[] wordScores(List<String> question, WordCounts elsewhere) {
    return words.score(
        question.stream()
            .map(term -> new WordIndex.Term(dictionary.find(term), elsewhere.of(term)))
            .toList(),
        elsewhere.memories());
  }

  /** How many memories hold each term of a question. */
  public WordCounts wordCounts(List<String> question) {
    return new WordCounts(
        size(),
        question.stream()
            .distinct()
            .collect(Collectors.toMap(term -> term, term -> words.holding(dictionary.find(term)))));
  }

  /** Whether any memory can be compared word by word. */
  public boolean hasTokens() {
    return hasTokens;
  }

  /** How near these slots are to a question, word by word. */
  public Nearness nearness(List<QuestionMeaning.Token> question, int[] candidates) {
    return tokens.score(question, candidates);
  }

  /** The turn before a slot's in its conversation; empty where there is none. */
  public OptionalInt previous(int slot) {
    int previous = neighbours.previous(slot);
    return previous == Neighbours.NONE ? OptionalInt.empty() : OptionalInt.of(previous);
  }

  /**
   * The memories of the next pack.
   *
   * @param byId all whole ones
   * @param cold what is known of the others
   * @param absorbed those that others answer for
   * @param directions of those that are not in this one, or not the same
   */
  private record Changed(
      Map<UUID, PackedMemory> byId,
      Map<UUID, ColdStub> cold,
      Absorbed absorbed,
      Map<UUID, QuantisedVector> directions) {

    /** Whether it was there. */
    boolean remove(UUID id) {
      boolean whole = byId.remove(id) != null;
      boolean stub = cold.remove(id) != null;
      return absorbed.remove(id) || whole || stub;
    }

    void put(ColdStub stub) {
      UUID id = stub.state().memoryId();
      remove(id);
      (stub.state().absorbedBy() == null ? cold : absorbed.cold()).put(id, stub);
    }

    void put(Memory memory, String model, Analyser analyser) {
      remove(memory.memoryId());
      if (memory.absorbedBy() == null) {
        serve(memory, model, analyser);
      } else {
        absorbed.whole().put(memory.memoryId(), memory);
      }
    }

    void answerForItself(UUID id, String model, Analyser analyser) {
      Memory memory = absorbed.whole().remove(id);
      ColdStub stub = absorbed.cold().remove(id);
      if (memory != null) {
        serve(memory, model, analyser);
      } else if (stub != null) {
        cold.put(id, stub);
      }
    }

    private void serve(Memory memory, String model, Analyser analyser) {
      UUID id = memory.memoryId();
      byId.put(id, PackedMemory.of(memory, model, analyser));
      directions.put(id, PackedMemory.direction(memory, model));
    }
  }
}
