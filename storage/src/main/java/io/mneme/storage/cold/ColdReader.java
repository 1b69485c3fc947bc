package io.mneme.storage.cold;

import io.mneme.schemas.memory.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings cold memories back whole. A stub keeps the state (version, tier, status, times); the
 * object keeps the content and the vector, unless the stub has a newer model's. Each object is
 * fetched once a call. What cannot be read is counted, logged by its id, and left out; the rest is
 * answered.
 */
public final class ColdReader {
  private static final Logger LOG = LoggerFactory.getLogger(ColdReader.class);

  private final ObjectStore objects;
  private final AtomicLong unreadable = new AtomicLong();

  public ColdReader(ObjectStore objects) {
    this.objects = objects;
  }

  /**
   * A memory's row as it stands in the database.
   *
   * @param memory whole; of a stub without text and metadata, most often without vector
   * @param cold where those are, for a stub
   */
  public record Row(Memory memory, Optional<ColdLine> cold) {}

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
    Map<String, Fetched> fetched = new HashMap<>();
    List<Answer> answers = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.cold().isEmpty()) {
        answers.add(new Answer.Whole(row.memory()));
        continue;
      }
      ColdLine line = row.cold().get();
      Answer answer =
          complete(row.memory(), line, fetched.computeIfAbsent(line.objectKey(), this::fetch));
      if (answer instanceof Answer.Unreadable lost) {
        unreadable.incrementAndGet();
        LOG.error(
            "cold memory {} of tenant {} is unreadable: {}",
            lost.state().memoryId(),
            lost.state().tenant(),
            lost.why());
      }
      answers.add(answer);
    }
    return answers;
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
        stub.status(),
        stub.tier(),
        stub.version(),
        archived.content(),
        stub.times(),
        stub.source(),
        stub.embedding() == null ? archived.embedding() : stub.embedding());
  }
}
