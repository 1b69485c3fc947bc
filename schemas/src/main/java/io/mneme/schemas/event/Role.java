package io.mneme.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who spoke a turn, in the words chat APIs use. */
public enum Role {
  @JsonProperty("user")
  USER,
  @JsonProperty("assistant")
  ASSISTANT,
  @JsonProperty("system")
  SYSTEM,
  @JsonProperty("tool")
  TOOL
}
