package io.mneme.schemas;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;

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
  private static final int TENANT_LENGTH_MAX = 63;

  public Subject {
    requireValid(tenant, user);
  }

  /** Refuses what no subject can be: a record with such an owner is poison wherever it stands. */
  public static void requireValid(String tenant, String user) {
    Objects.requireNonNull(tenant, "tenant is missing");
    Objects.requireNonNull(user, "user is missing");
    if (!isTenant(tenant)) {
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

  /** Asked of every record and every request, several times: without a pattern. */
  private static boolean isTenant(String text) {
    if (text.isEmpty() || text.length() > TENANT_LENGTH_MAX || text.charAt(0) == '-') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** Whether a text holds a control character, which no name may. */
  public static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
