package io.mneme.gateway.docs;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** The API's description as YAML and as a page. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
final class DocsController {
  private static final String YAML = "application/yaml";
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private final ApiDescription description;

  DocsController(ApiDescription description) {
    this.description = description;
  }

  @Get(uri = "/openapi.yaml", produces = YAML)
  String yaml() {
    return description.yaml();
  }

  @Get(uri = "/docs", produces = MediaType.TEXT_HTML)
  HttpResponse<String> page() {
    return HttpResponse.ok(ApiPage.of(description.yaml()))
        .header("Content-Security-Policy", POLICY);
  }
}
