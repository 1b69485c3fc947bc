package io.mneme.cli.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings, each column as wide as its widest cell; the last one goes on below itself
 * where the line ends. Columns that hold figures are aligned right.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final int LAST_COLUMN_MIN = 24;

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
    int last = widths.length - 1;
    for (int column = 0; column < last; column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      line.append(isFigures(column) ? padding + cell : cell + padding).append(GAP);
    }
    int indent = line.length();
    String cell = cells.get(last);
    String padding = isFigures(last) ? " ".repeat(widths[last] - cell.length()) : "";
    for (String part : wrapped(padding + cell, Math.max(columnsMax - indent, LAST_COLUMN_MIN))) {
      text.append((line + part).stripTrailing()).append(System.lineSeparator());
      line.setLength(0);
      line.append(" ".repeat(indent));
    }
  }

  /**
   * The text in lines of at most so many characters, broken between words where that is possible.
   */
  private static List<String> wrapped(String text, int columnsMax) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > columnsMax) {
      int space = rest.lastIndexOf(' ', columnsMax);
      int end = space > 0 ? space : columnsMax;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  private boolean isFigures(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> row.get(column).matches("[-+]?[0-9][0-9.,]*( ?%)?|-|"));
  }
}
