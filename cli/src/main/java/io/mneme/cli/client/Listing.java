package io.mneme.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which memories is wanted, the newest first.
 *
 * @param tier only what lies there; everywhere when absent
 * @param conversation only what was said there; everywhere when absent
 * @param limit memories of a page at most, up to {@link #LIMIT_MAX}
 * @param cursor of the page before; absent for the first
 */
public record Listing(
    Owner owner,
    @Nullable String tier,
    @Nullable String conversation,
    int limit,
    @Nullable String cursor) {
  /** What the API gives at once. */
  public static final int LIMIT_MAX = 500;

  /** The largest first page of everything. */
  public static Listing all(Owner owner) {
    return new Listing(owner, null, null, LIMIT_MAX, null);
  }

  /** The same from another page on. */
  public Listing from(String next) {
    return new Listing(owner, tier, conversation, limit, next);
  }

  /** As the path of a request. */
  String path() {
    StringBuilder path = new StringBuilder("/v1/memories?").append(owner.query());
    path.append("&limit=").append(limit);
    narrow(path, "tier", tier);
    narrow(path, "conversation", conversation);
    narrow(path, "cursor", cursor);
    return path.toString();
  }

  private static void narrow(StringBuilder path, String field, @Nullable String value) {
    if (value != null) {
      path.append('&').append(field).append('=');
      path.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
