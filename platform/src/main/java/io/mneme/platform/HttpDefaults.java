package io.mneme.platform;

import java.util.Map;

/**
 * The HTTP server's settings that are the same for every service. A service's application.yml
 * stands above them.
 */
final class HttpDefaults {
  private HttpDefaults() {}

  static Map<String, Object> of(String service) {
    return Map.ofEntries(
        Map.entry("micronaut.application.name", service),
        Map.entry("micronaut.server.host", "${MNEME_HTTP_HOST:127.0.0.1}"),
        // a client that stalls is let go
        Map.entry("micronaut.server.idle-timeout", "${MNEME_HTTP_IDLE_MAX:30s}"),
        Map.entry("micronaut.server.max-request-size", "2MB"),
        Map.entry("micronaut.server.max-request-buffer-size", "2MB"),
        Map.entry("micronaut.server.netty.max-initial-line-length", "8192"),
        Map.entry("micronaut.server.netty.max-header-size", "16384"),
        Map.entry("micronaut.server.netty.compression-threshold", "1024"),
        Map.entry("micronaut.server.netty.keep-alive-on-server-error", "true"),
        // /v1/memories/ is not /v1/memories: one path for one thing
        Map.entry("micronaut.server.not-found-on-missing-body", "false"),
        // the mapper of PlatformWiring decides how JSON looks
        Map.entry("jackson.bean-introspection-module", "false"));
  }
}
