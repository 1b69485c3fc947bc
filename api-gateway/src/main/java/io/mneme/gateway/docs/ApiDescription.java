package io.mneme.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The OpenAPI description of the whole HTTP API, as the build wrote it.
 *
 * @param yaml OpenAPI 3 in YAML
 */
public record ApiDescription(String yaml) {
  /** The merged one of all services; where a build has none, the gateway's own. */
  private static final List<String> RESOURCES =
      List.of("/openapi/openapi.yaml", "/META-INF/swagger/api-gateway.yml");

  /** The best description on the classpath. */
  public static ApiDescription ofClasspath() {
    for (String resource : RESOURCES) {
      try (InputStream in = ApiDescription.class.getResourceAsStream(resource)) {
        if (in != null) {
          return new ApiDescription(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + resource, e);
      }
    }
    throw new IllegalStateException("this build has no API description at " + RESOURCES);
  }
}
