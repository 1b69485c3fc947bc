package io.mneme.schemas.memory;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a memory is live; an archived one sinks to the cold tier at once. */
public enum MemoryStatus {
  @JsonProperty("active")
  ACTIVE,
  @JsonProperty("archived")
  ARCHIVED
}
