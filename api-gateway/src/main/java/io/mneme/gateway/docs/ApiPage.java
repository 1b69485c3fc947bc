package io.mneme.gateway.docs;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Writes an OpenAPI description as one HTML page that needs nothing else: no script, no CDN. */
final class ApiPage {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");
  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
      h1{margin-bottom:.2rem} h2{margin-top:2.5rem;border-bottom:1px solid #d5dbe3}
      code,pre{font:14px/1.45 ui-monospace,monospace} pre{background:#f4f6f9;padding:.8rem;overflow:auto}
      details{border:1px solid #d5dbe3;border-radius:6px;margin:.6rem 0;padding:.5rem .9rem}
      summary{cursor:pointer} .m{display:inline-block;min-width:4.5rem;font-weight:700}
      table{border-collapse:collapse;width:100%;margin:.5rem 0} td,th{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #eceff3}
      .r{color:#a33}\
      """;

  private final StringBuilder html = new StringBuilder();

  private ApiPage() {}

  static String of(String yaml) {
    Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    return new ApiPage().page(map(root));
  }

  private String page(Map<?, ?> root) {
    Map<?, ?> info = map(root.get("info"));
    html.append("<!doctype html><html lang=en><meta charset=utf-8>")
        .append("<meta name=viewport content='width=device-width'><title>Mneme HTTP API</title>")
        .append("<style>")
        .append(STYLE)
        .append("</style><h1>")
        .append(text(info.get("title")))
        .append(" HTTP API</h1><p>")
        .append(text(info.get("description")))
        .append("<p>For programs: <a href=/openapi.yaml>openapi.yaml</a><h2>Requests</h2>");
    map(root.get("paths")).forEach((path, item) -> path(text(path), map(item)));
    html.append("<h2>Shapes</h2>");
    map(map(root.get("components")).get("schemas"))
        .forEach((name, schema) -> shape(text(name), map(schema)));
    return html.append("</html>").toString();
  }

  private void path(String path, Map<?, ?> item) {
    for (String method : METHODS) {
      if (item.get(method) instanceof Map<?, ?> operation) {
        html.append("<details><summary><span class=m>")
            .append(method.toUpperCase(java.util.Locale.ROOT))
            .append("</span><code>")
            .append(path)
            .append("</code> ")
            .append(text(operation.get("summary")))
            .append("</summary><p>")
            .append(text(operation.get("description")));
        parameters(operation);
        body(operation);
        responses(operation);
        html.append("</details>");
      }
    }
  }

  private void parameters(Map<?, ?> operation) {
    if (!(operation.get("parameters") instanceof List<?> parameters) || parameters.isEmpty()) {
      return;
    }
    html.append("<table><tr><th>Parameter<th>In<th>");
    for (Object each : parameters) {
      Map<?, ?> parameter = map(each);
      row(
          "<code>" + text(parameter.get("name")) + "</code>" + required(parameter.get("required")),
          text(parameter.get("in")),
          text(parameter.get("description")));
    }
    html.append("</table>");
  }

  private void body(Map<?, ?> operation) {
    if (operation.get("requestBody") instanceof Map<?, ?> body) {
      html.append("<p>Body: ").append(content(body));
    }
  }

  private void responses(Map<?, ?> operation) {
    html.append("<table><tr><th>Status<th><th>");
    map(operation.get("responses"))
        .forEach((status, response) ->
            row(text(status), text(map(response).get("description")), content(map(response))));
    html.append("</table>");
  }

  private static String content(Map<?, ?> holder) {
    StringBuilder types = new StringBuilder();
    map(holder.get("content"))
        .forEach((type, media) ->
            types
                .append(types.isEmpty() ? "" : "<br>")
                .append(text(type))
                .append(" ")
                .append(type(map(map(media).get("schema")))));
    return types.toString();
  }

  private void shape(String name, Map<?, ?> schema) {
    html.append("<details id='").append(name).append("'><summary><code>").append(name);
    html.append("</code></summary><p>").append(text(schema.get("description")));
    List<?> required = schema.get("required") instanceof List<?> names ? names : List.of();
    html.append("<table>");
    map(schema.get("properties"))
        .forEach((field, type) ->
            row(
                "<code>" + text(field) + "</code>" + required(required.contains(field)),
                type(map(type)),
                text(map(type).get("description"))));
    html.append("</table></details>");
  }

  private static String type(Map<?, ?> schema) {
    if (schema.get("$ref") != null) {
      String name = text(schema.get("$ref")).replaceAll(".*/", "");
      return "<a href='#" + name + "'>" + name + "</a>";
    }
    if (schema.get("items") != null) {
      return "list of " + type(map(schema.get("items")));
    }
    for (String combination : List.of("oneOf", "allOf", "anyOf")) {
      if (schema.get(combination) instanceof List<?> parts) {
        return String.join(" or ", parts.stream().map(part -> type(map(part))).toList());
      }
    }
    String format = schema.get("format") == null ? "" : " (" + text(schema.get("format")) + ")";
    return text(schema.get("type")) + format;
  }

  private void row(String first, String second, String third) {
    html.append("<tr><td>").append(first).append("<td>").append(second).append("<td>");
    html.append(third);
  }

  private static String required(@Nullable Object flag) {
    return Boolean.TRUE.equals(flag) ? " <span class=r>required</span>" : "";
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(@Nullable Object value) {
    return value == null
        ? ""
        : value.toString().replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
  }
}
