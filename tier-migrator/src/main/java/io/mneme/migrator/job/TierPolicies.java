package io.mneme.migrator.job;

import io.mneme.migrator.job.TrackedMemory.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of every tenant: those all share, and those of tenants that have their own. A tenant
 * with rules of its own waits in queues of its own, so that each queue has one patience and a pass
 * reads from it exactly what is due.
 *
 * @param shared the rules of every tenant not named
 * @param own the rules of the others; their move timeout is the shared one
 */
public record TierPolicies(TierPolicy shared, Map<String, TierPolicy> own) {

  public TierPolicies {
    own = new TreeMap<>(own);
    own.forEach((tenant, policy) -> {
      if (!policy.moveTimeout().equals(shared.moveTimeout())) {
        throw new IllegalArgumentException("a move takes " + tenant + " as long as anybody");
      }
    });
  }

  /** One set of rules for everybody. */
  public static TierPolicies shared(TierPolicy policy) {
    return new TierPolicies(policy, Map.of());
  }

  TierPolicy of(String tenant) {
    return own.getOrDefault(tenant, shared);
  }

  Set<String> tenantsWithOwn() {
    return own.keySet();
  }

  /** The queue a memory of this tenant stands in. */
  Lane lane(Queue queue, String tenant) {
    return new Lane(queue, isAged(queue) && own.containsKey(tenant) ? tenant : null);
  }

  /** Where it stood while this tenant's rules were of the other kind. */
  Lane otherLane(Lane lane, String tenant) {
    return new Lane(lane.queue(), isAged(lane.queue()) && lane.tenant() == null ? tenant : null);
  }

  /** Every queue there is, in the order a pass looks at them. */
  List<Lane> lanes() {
    List<Lane> lanes = new ArrayList<>();
    for (Queue queue : Queue.values()) {
      lanes.add(new Lane(queue, null));
      if (isAged(queue)) {
        own.keySet().forEach(tenant -> lanes.add(new Lane(queue, tenant)));
      }
    }
    return lanes;
  }

  /** How long a memory may stand in a queue before it is due. */
  Duration patience(Lane lane) {
    String tenant = lane.tenant();
    return (tenant == null ? shared : of(tenant)).patience(lane.queue());
  }

  /** The queues whose patience is a rule; the other two are the same for everybody. */
  private static boolean isAged(Queue queue) {
    return queue == Queue.HOT || queue == Queue.WARM;
  }

  /**
   * One queue of the due index.
   *
   * @param tenant whose it is; null where those without rules of their own stand
   */
  record Lane(Queue queue, @Nullable String tenant) {}
}
