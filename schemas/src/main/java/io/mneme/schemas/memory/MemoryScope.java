package io.mneme.schemas.memory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mneme.schemas.Subject;

/**
 * Who may know a memory; no relation of the scopes of an API key. What is shared belongs to a
 * subject like any other, of a name no client can give: so every topic, store and promise treats it
 * as the memories of one user.
 */
public enum MemoryScope {
  /** One user of a tenant. */
  @JsonProperty("private")
  PRIVATE,
  /** Every user of one tenant. */
  @JsonProperty("shared")
  SHARED,
  /** Every user of every tenant; operators alone write it. */
  @JsonProperty("global")
  GLOBAL;

  /** Names of users that begin so are not for clients. */
  public static final String RESERVED_USER_PREFIX = "mneme:";

  /** Owns what is global, and nothing else; no key speaks for it. */
  public static final String GLOBAL_TENANT = "mneme-global";

  private static final String SHARED_USER = RESERVED_USER_PREFIX + "shared";
  private static final String GLOBAL_USER = RESERVED_USER_PREFIX + "global";
  private static final Subject EVERYBODY = new Subject(GLOBAL_TENANT, GLOBAL_USER);

  /** Whose memories these are in the eyes of somebody of a tenant. */
  public Subject subject(String tenant, String user) {
    return switch (this) {
      case PRIVATE -> new Subject(tenant, user);
      case SHARED -> new Subject(tenant, SHARED_USER);
      case GLOBAL -> EVERYBODY;
    };
  }

  /** Who may know what this subject owns. */
  public static MemoryScope of(Subject owner) {
    if (owner.equals(EVERYBODY)) {
      return GLOBAL;
    }
    return owner.user().equals(SHARED_USER) ? SHARED : PRIVATE;
  }

  /** Whether no client may call a user so. */
  public static boolean isReserved(String user) {
    return user.startsWith(RESERVED_USER_PREFIX);
  }
}
