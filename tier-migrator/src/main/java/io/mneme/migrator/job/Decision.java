package io.mneme.migrator.job;

import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;

/** What the policy says about one memory, with what is to be remembered of it from now on. */
sealed interface Decision {
  TrackedMemory memory();

  /** It lies where it belongs. */
  record Stay(TrackedMemory memory) implements Decision {}

  /** It is to be carried to another tier; the memory remembers that this is on its way. */
  record Move(TrackedMemory memory, Tier to, TierMove.Reason reason) implements Decision {}
}
