package io.mneme.cli.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis: ten times as much is always as far. What lies outside is drawn at its end.
 *
 * @param least value at the beginning, above 0
 * @param most value at the end, above the least
 * @param begin pixel
 * @param end pixel, on either side of the beginning
 */
public record LogAxis(double least, double most, double begin, double end) {

  /** Where a value lies. */
  public double at(double value) {
    double bounded = Math.clamp(value, least, most);
    return begin + (end - begin) * Math.log(bounded / least) / Math.log(most / least);
  }

  /** From the power of ten below all of these to the one above; there must be one. */
  public static LogAxis around(List<Double> values, double begin, double end) {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double first = Math.floor(Math.log10(least));
    double last = Math.max(first + 1, Math.ceil(Math.log10(most)));
    return new LogAxis(Math.pow(10, first), Math.pow(10, last), begin, end);
  }

  /** The powers of ten on it. */
  public List<Double> decades() {
    List<Double> decades = new ArrayList<>();
    int last = (int) Math.floor(Math.log10(most));
    for (int power = (int) Math.ceil(Math.log10(least)); power <= last; power++) {
      decades.add(Math.pow(10, power));
    }
    return decades;
  }
}
