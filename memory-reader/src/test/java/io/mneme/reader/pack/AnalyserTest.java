package io.mneme.reader.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.Remembered;
import io.mneme.reader.words.EnglishWords;
import io.mneme.reader.words.FieldWeights;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Text in pieces, each looked at once, has the terms the whole text has. */
class AnalyserTest {
  private static final int TEXTS = 5_000;

  /** When nothing is said of it, a memory is of the 1st of January 2026. */
  private static final String DAY = "1 January 2026";

  /** What word breaks look at: marks, joiners, digits and points, flags, scripts without spaces. */
  private static final String[] PARTS =
      ("dog Painting Mira's Mira\u2019s 3 3.14 1,000 a.b x_y don't - . , \u0301 \u200d \u00ad"
              + " \u00a0 \t \n caf\u00e9 \u732b \u3042 \u30ab \ud55c \u0e01\u0e32 \u05d0\"\u05d1"
              + " \ud83d\udc68 \ud83c\udde9 #\ufe0f \u20e3 \ufe0f the")
          .split(" ");

  @Test
  void theTermsOfATextAreThoseOfItsPieces() {
    Random random = new Random(7);
    Dictionary dictionary = new Dictionary();
    Analyser analyser = new Analyser(dictionary, FieldWeights.STANDARD);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      Map<Integer, Float> own = new TreeMap<>();
      Analyser.Counts counts = analyser.count(Remembered.text(text).memory());
      for (int term = 0; term < counts.numbers().length; term++) {
        own.put(counts.numbers()[term], counts.own()[term]);
      }
      assertThat(own).as(text).isEqualTo(numbers(EnglishWords.terms(text + " " + DAY), dictionary));
      assertThat(counts.numbers()).as(text).isSorted();
      assertThat(total(counts.lent())).as(text).isEqualTo(EnglishWords.terms(text).size());
    }
  }

  private static double total(float[] values) {
    double total = 0;
    for (float value : values) {
      total += value;
    }
    return total;
  }

  private static Map<Integer, Float> numbers(List<String> terms, Dictionary dictionary) {
    return terms.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .collect(
            Collectors.toMap(
                entry -> dictionary.find(entry.getKey()), entry -> (float) entry.getValue()));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("a");
    for (int parts = random.nextInt(12); parts > 0; parts--) {
      text.append(random.nextInt(3) == 0 ? " " : "").append(PARTS[random.nextInt(PARTS.length)]);
    }
    return text.toString();
  }
}
