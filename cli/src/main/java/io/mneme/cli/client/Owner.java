package io.mneme.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.schemas.memory.MemoryScope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Whose memories a request is about: a user's, or what many users may know.
 *
 * @param field what the HTTP API calls it
 * @param name its value
 */
public record Owner(String field, String name) {

  /** One user. */
  public static Owner user(String user) {
    return new Owner("user", user);
  }

  /** In place of a user. */
  public static Owner scope(MemoryScope scope) {
    return new Owner("scope", scope.name().toLowerCase(Locale.ROOT));
  }

  /** As the query of a request. */
  String query() {
    return field + "=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /** Makes an event one of this owner. */
  public ObjectNode in(ObjectNode event) {
    return event.put(field, name);
  }

  /** As a sentence names it. */
  @Override
  public String toString() {
    return field.equals("user") ? name : "scope " + name;
  }
}
