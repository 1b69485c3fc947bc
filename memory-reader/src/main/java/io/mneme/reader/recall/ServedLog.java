package io.mneme.reader.recall;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.List;

/** Where it is told what was served. Never slow, never fails, may forget. */
public interface ServedLog {

  /** These memories were in an answer to this subject, best first. */
  void served(Subject subject, List<Memory> memories);
}
