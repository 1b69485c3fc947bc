package io.mneme.reader.recall;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Where it is told what was served. Never slow, never fails, may forget. */
public interface ServedLog {

  /** These memories of a subject were in an answer, best first. */
  void served(Subject subject, List<Memory> memories);

  /** These memories were in an answer, whoever owns them. */
  default void served(List<Memory> memories) {
    memories.stream()
        .collect(Collectors.groupingBy(Memory::subject, LinkedHashMap::new, Collectors.toList()))
        .forEach(this::served);
  }
}
