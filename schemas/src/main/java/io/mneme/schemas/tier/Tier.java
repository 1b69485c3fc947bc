package io.mneme.schemas.tier;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a memory lies: the price and the speed of keeping it. */
public enum Tier {
  @JsonProperty("hot")
  HOT,
  @JsonProperty("warm")
  WARM,
  @JsonProperty("cold")
  COLD
}
