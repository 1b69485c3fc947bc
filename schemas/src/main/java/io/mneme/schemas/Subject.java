package io.mneme.schemas;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The owner of memories: a tenant and one of its users. Key of every record, so that one subject is
 * handled by one worker, in order.
 *
 * @param tenant lower-case letters, digits and dashes, 1 to 63 characters; comes from the
 *     credential, never from a body
 * @param user any printable text of 1 to {@value #USER_LENGTH_MAX} characters, as the chat
 *     application names its users
 */
public record Subject(String tenant, String user) {
  public static final int USER_LENGTH_MAX = 256;
  private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public Subject {
    requireValid(tenant, user);
  }

  /** Refuses what no subject can be: a record with such an owner is poison wherever it stands. */
  public static void requireValid(String tenant, String user) {
    Objects.requireNonNull(tenant, "tenant is missing");
    Objects.requireNonNull(user, "user is missing");
    if (!TENANT.matcher(tenant).matches()) {
      throw new IllegalArgumentException(
          "tenant must be 1 to 63 lower-case letters, digits or dashes, not \"" + tenant + "\"");
    }
    if (user.isBlank() || user.length() > USER_LENGTH_MAX || hasControl(user)) {
      throw new IllegalArgumentException(
          "user must be 1 to " + USER_LENGTH_MAX + " printable characters");
    }
  }

  /** The record key, {@code tenant/user}. A tenant holds no slash, so the first one separates. */
  @JsonIgnore
  public String key() {
    return tenant + "/" + user;
  }

  /** Reads back what {@link #key()} wrote. */
  public static Subject parse(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("a subject key is tenant/user, not \"" + key + "\"");
    }
    return new Subject(key.substring(0, slash), key.substring(slash + 1));
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
