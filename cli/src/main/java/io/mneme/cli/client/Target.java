package io.mneme.cli.client;

import java.net.URI;

/**
 * A Mneme and who we are there.
 *
 * @param url of its gateway
 * @param key an API key
 */
public record Target(URI url, String key) {

  public Target {
    if (url.getHost() == null || !url.getScheme().startsWith("http")) {
      throw new IllegalArgumentException("an address looks like http://host:port, not " + url);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return url.toString();
  }

  /** A path of it, with its query. */
  public URI at(String pathAndQuery) {
    String base = url.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + pathAndQuery);
  }
}
