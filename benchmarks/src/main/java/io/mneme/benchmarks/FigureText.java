package io.mneme.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.console.Table;
import io.mneme.schemas.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as a table for people and as the JSON other tools rely on. */
final class FigureText {
  private FigureText() {}

  static String table(List<Figure> figures) {
    Table table = new Table("measure", "value", "unit", "limit", "ratio");
    for (Figure figure : figures) {
      table.row(
          figure.measure(),
          number(figure.value()),
          figure.unit(),
          number(figure.limit()),
          number(figure.ratio()));
    }
    return table.text(Integer.MAX_VALUE);
  }

  static ArrayNode json(List<Figure> figures) {
    ArrayNode list = Json.mapper().createArrayNode();
    for (Figure figure : figures) {
      ObjectNode json = list.addObject();
      json.put("measure", figure.measure());
      json.put("value", rounded(figure.value()));
      json.put("unit", figure.unit());
      json.put("limit", rounded(figure.limit()));
      json.put("ratio", rounded(figure.ratio()));
      json.put("peer", rounded(figure.peer()));
    }
    return list;
  }

  private static String number(@Nullable Double value) {
    return value == null
        ? "-"
        : String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
  }

  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null ? null : Math.round(value * 1000) / 1000.0;
  }
}
