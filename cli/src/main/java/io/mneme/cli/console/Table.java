package io.mneme.cli.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings, each column as wide as its widest cell; the last one is cut where the line
 * ends. Columns that hold figures are aligned right.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final String CUT = "…";

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /** Adds a row; line breaks in a cell become spaces. */
  public Table row(Object... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells in a table of " + headings.size() + " columns");
    }
    List<String> row = new ArrayList<>(cells.length);
    for (Object cell : cells) {
      row.add(String.valueOf(cell).replaceAll("\\s+", " ").strip());
    }
    rows.add(row);
    return this;
  }

  /**
   * The table as text, one line a row.
   *
   * @param columnsMax characters in a line
   */
  public String text(int columnsMax) {
    int[] widths = new int[headings.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = headings.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    append(text, headings, widths, columnsMax);
    rows.forEach(row -> append(text, row, widths, columnsMax));
    return text.toString();
  }

  private void append(StringBuilder text, List<String> cells, int[] widths, int columnsMax) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : GAP);
      line.append(isFigures(column) ? padding + cell : cell + padding);
    }
    String whole = line.toString().stripTrailing();
    text.append(
            whole.length() <= columnsMax
                ? whole
                : whole.substring(0, columnsMax - CUT.length()) + CUT)
        .append(System.lineSeparator());
  }

  private boolean isFigures(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> row.get(column).matches("[-+]?[0-9][0-9.,]*( ?%)?|-|"));
  }
}
