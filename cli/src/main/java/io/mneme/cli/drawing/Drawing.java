package io.mneme.cli.drawing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An SVG, shape by shape, later ones over earlier ones; pixels from the upper left corner. */
public final class Drawing {
  private final StringBuilder svg = new StringBuilder();

  /** Empty and white. */
  public Drawing(int width, int height) {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#fff"/>
        """
            .formatted(width, height));
  }

  /** A place in it. */
  public record Point(double x, double y) {}

  /** One line of text that begins here. */
  public void words(double x, double y, String text) {
    words(x, y, text, "start");
  }

  /** One line of text that ends here. */
  public void wordsUpTo(double x, double y, String text) {
    words(x, y, text, "end");
  }

  /** One line of text with its middle here. */
  public void wordsAround(double x, double y, String text) {
    words(x, y, text, "middle");
  }

  private void words(double x, double y, String text, String anchor) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            text.replace("&", "&amp;").replace("<", "&lt;")));
  }

  /** A filled rectangle; the point is its upper left corner. */
  public void rectangle(Point corner, double width, double height, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            corner.x(),
            corner.y(),
            width,
            height,
            colour));
  }

  /** A dot, to show what was measured. */
  public void dot(Point middle, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
            middle.x(),
            middle.y(),
            colour));
  }

  /** A thin straight line. */
  public void line(Point from, Point to, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
            from.x(),
            from.y(),
            to.x(),
            to.y(),
            colour));
  }

  /**
   * A line through points.
   *
   * @param name what it shows; its class
   */
  public void curve(String name, String colour, List<Point> points) {
    svg.append("<polyline class=\"%s\" fill=\"none\" stroke=\"%s\"".formatted(name, colour))
        .append(" stroke-width=\"1.5\" points=\"")
        .append(points.stream().map(Drawing::pair).collect(Collectors.joining(" ")))
        .append("\"/>\n");
  }

  /** The file. */
  public String svg() {
    return svg + "</svg>\n";
  }

  private static String pair(Point point) {
    return String.format(Locale.ROOT, "%.1f,%.1f", point.x(), point.y());
  }
}
