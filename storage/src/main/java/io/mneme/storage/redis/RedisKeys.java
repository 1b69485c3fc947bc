package io.mneme.storage.redis;

import io.mneme.schemas.Subject;

/**
 * Every key Mneme has in Redis. What is between braces decides the slot of a cluster, so all keys
 * of a subject lie together and one script may touch them.
 */
final class RedisKeys {
  /** Hash: partition to next offset. */
  static final String PROGRESS = "mneme:progress";

  /** Number: how often every subject was outdated; readers are told when it changes. */
  static final String OUTDATED = "mneme:outdated";

  /** What every key of a subject looks like. */
  static final String OF_SUBJECTS = "mneme:{*";

  private RedisKeys() {}

  /** String: the subject's revision. */
  static String revision(Subject subject) {
    return of(subject, "revision");
  }

  /** String: offset of the last event of the subject that was written here; fences late writers. */
  static String applied(Subject subject) {
    return of(subject, "applied");
  }

  /** Set: keys of the conversation buffers held. A buffer not named here is not served. */
  static String conversations(Subject subject) {
    return of(subject, "conversations");
  }

  /** Set: keys of the session states held. A state not named here is not served. */
  static String sessions(Subject subject) {
    return of(subject, "sessions");
  }

  /** Sorted set: the last turns of a conversation as JSON, by turn. */
  static String turns(Subject subject, String conversation) {
    return of(subject, "turns:" + conversation);
  }

  /** String: the state of a session as JSON. */
  static String session(Subject subject, String session) {
    return of(subject, "session:" + session);
  }

  /** A brace in a user's name would end the slot early, and let one user's key be another's. */
  private static String of(Subject subject, String what) {
    String key = subject.key().replace("%", "%25").replace("{", "%7B").replace("}", "%7D");
    return "mneme:{" + key + "}:" + what;
  }
}
