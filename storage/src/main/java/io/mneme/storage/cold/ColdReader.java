package io.mneme.storage.cold;

import io.mneme.schemas.memory.Memory;
import io.mneme.storage.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings cold memories back whole. A stub keeps what a search asks ({@link ColdStub#known}); the
 * object keeps everything, the vector too, unless the stub has a newer model's. Objects are fetched
 * side by side, each once however many ask for it at a time. What cannot be read is counted, logged
 * by its id, and left out; the rest is answered.
 */
public final class ColdReader {
  private static final Logger LOG = LoggerFactory.getLogger(ColdReader.class);

  private final ObjectStore objects;
  private final ObjectFlights<Fetched> flights = new ObjectFlights<>(this::fetch);
  private final AtomicLong unreadable = new AtomicLong();

  public ColdReader(ObjectStore objects) {
    this.objects = objects;
  }

  /**
   * A memory's row as it stands in the database.
   *
   * @param memory whole; of a stub without text and metadata, most often without vector
   * @param cold where those are, for a stub
   * @param signature of a stub's vector
   */
  public record Row(Memory memory, Optional<ColdLine> cold, Optional<Signature> signature) {

    /** A whole row. */
    public static Row whole(Memory memory) {
      return new Row(memory, Optional.empty(), Optional.empty());
    }

    /** What is known of a cold one without its object; empty for a whole row. */
    public Optional<ColdStub> stub() {
      return cold.map(line -> new ColdStub(memory, line.objectKey(), signature.orElse(null)));
    }
  }

  /** What a row came to. */
  public sealed interface Answer {

    /** The memory, or what is known of it. */
    Memory state();

    /** The whole memory. */
    record Whole(Memory state) implements Answer {}

    /** Its object is missing or damaged: the state is its stub, without text. */
    record Unreadable(Memory state, String why) implements Answer {}
  }

  /** How many memories could not be answered since the start. */
  public long unreadable() {
    return unreadable.get();
  }

  /** The readable of these, in order. */
  public List<Memory> whole(List<Row> rows) {
    List<Memory> memories = new ArrayList<>(rows.size());
    for (Answer answer : read(rows)) {
      switch (answer) {
        case Answer.Whole whole -> memories.add(whole.state());
        case Answer.Unreadable _ -> {} // counted and logged where it was found
      }
    }
    return memories;
  }

  /** An answer a row, in order. */
  public List<Answer> read(List<Row> rows) {
    Map<String, CompletableFuture<Fetched>> fetched = fetch(rows);
    List<Answer> answers = new ArrayList<>(rows.size());
    for (Row row : rows) {
      answers.add(answer(row, fetched));
    }
    return answers;
  }

  /** What of these arrives within a time. */
  public Thawed thaw(List<Row> rows, Duration timeMax) {
    long deadline = System.nanoTime() + timeMax.toNanos();
    Map<String, CompletableFuture<Fetched>> fetched = fetch(rows);
    Set<String> late = new HashSet<>();
    fetched.forEach((key, flight) -> {
      if (!lands(flight, deadline - System.nanoTime())) {
        late.add(key);
      }
    });
    List<Row> landed =
        rows.stream()
            .filter(row -> row.cold().map(line -> !late.contains(line.objectKey())).orElse(true))
            .toList();
    List<Memory> memories = new ArrayList<>(landed.size());
    List<Answer.Unreadable> lost = new ArrayList<>();
    for (Row row : landed) {
      switch (answer(row, fetched)) {
        case Answer.Whole whole -> memories.add(whole.state());
        case Answer.Unreadable gone -> lost.add(gone);
      }
    }
    return new Thawed(memories, lost, rows.size() - landed.size());
  }

  private Answer answer(Row row, Map<String, CompletableFuture<Fetched>> fetched) {
    Answer answer =
        row.cold()
            .<Answer>map(line -> complete(row.memory(), line, await(fetched, line)))
            .orElseGet(() -> new Answer.Whole(row.memory()));
    count(answer);
    return answer;
  }

  private Map<String, CompletableFuture<Fetched>> fetch(List<Row> rows) {
    Map<String, CompletableFuture<Fetched>> fetched = new HashMap<>();
    for (Row row : rows) {
      row.cold().ifPresent(line -> fetched.computeIfAbsent(line.objectKey(), flights::of));
    }
    return fetched;
  }

  /** Whether it lands in time; an interrupted thread waits no longer. */
  private static boolean lands(CompletableFuture<Fetched> flight, long nanosMax) {
    try {
      flight.get(Math.max(0, nanosMax), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("an object was not fetched in time: {}", String.valueOf(e.getMessage()));
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Fetched await(Map<String, CompletableFuture<Fetched>> flights, ColdLine line) {
    try {
      return Objects.requireNonNull(flights.get(line.objectKey())).join();
    } catch (CompletionException e) {
      throw new StoreUnavailable(
          "object " + line.objectKey() + " cannot be read", Objects.requireNonNull(e.getCause()));
    }
  }

  private void count(Answer answer) {
    if (answer instanceof Answer.Unreadable lost) {
      unreadable.incrementAndGet();
      LOG.error(
          "cold memory {} of tenant {} is unreadable: {}",
          lost.state().memoryId(),
          lost.state().tenant(),
          lost.why());
    }
  }

  private sealed interface Fetched {
    record Lines(List<Memory> memories) implements Fetched {}

    record Broken(String why) implements Fetched {}
  }

  private Fetched fetch(String key) {
    Optional<byte[]> bytes = objects.get(key);
    if (bytes.isEmpty()) {
      return new Fetched.Broken("object " + key + " is missing");
    }
    try {
      return new Fetched.Lines(ColdObject.unpack(key, bytes.get()));
    } catch (IOException e) {
      return new Fetched.Broken("object " + key + " is damaged: " + e.getMessage());
    }
  }

  private static Answer complete(Memory stub, ColdLine line, Fetched fetched) {
    return switch (fetched) {
      case Fetched.Broken broken -> new Answer.Unreadable(stub, broken.why());
      case Fetched.Lines lines -> {
        if (line.row() >= lines.memories().size()) {
          yield new Answer.Unreadable(stub, "object " + line.objectKey() + " has no such row");
        }
        Memory archived = lines.memories().get(line.row());
        if (!archived.memoryId().equals(stub.memoryId())
            || !archived.subject().equals(stub.subject())) {
          yield new Answer.Unreadable(
              stub,
              "row %d of object %s is another memory".formatted(line.row(), line.objectKey()));
        }
        yield new Answer.Whole(withState(archived, stub));
      }
    };
  }

  private static Memory withState(Memory archived, Memory stub) {
    return new Memory(
        stub.memoryId(),
        stub.tenant(),
        stub.user(),
        stub.kind(),
        archived.status(),
        stub.tier(),
        stub.version(),
        archived.content(),
        archived.times(),
        archived.source(),
        stub.embedding() == null ? archived.embedding() : stub.embedding(),
        stub.absorbedBy());
  }
}
