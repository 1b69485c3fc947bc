package io.mneme.schemas.memory;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What sort of thing is remembered. */
public enum MemoryKind {
  /** What was said. */
  @JsonProperty("episodic")
  EPISODIC,
  /** A fact. */
  @JsonProperty("semantic")
  SEMANTIC,
  /** How this user wants things done. */
  @JsonProperty("procedural")
  PROCEDURAL
}
