package io.mneme.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.gateway.ingest.LineReader.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LineReaderTest {
  private static final int LINE_BYTES_MAX = 20_000;

  @Test
  void linesAreCutAtNewlinesAndCountedWithTheBlankOnes() throws IOException {
    assertThat(read("a\n\r\n  \nb\r\n\nc")).containsExactly("1:a", "4:b\r", "6:c");
  }

  @Test
  void nothingHasNoLines() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("\n\n")).isEmpty();
  }

  @Test
  void aLineLongerThanAChunkIsWhole() throws IOException {
    String lineOfTwoChunks = "x".repeat(LINE_BYTES_MAX);

    assertThat(read(lineOfTwoChunks + "\nb")).containsExactly("1:" + lineOfTwoChunks, "2:b");
  }

  @Test
  void aLineBeyondTheLimitIsSkippedAndTheNextOneIsNot() throws IOException {
    assertThat(read("a\n" + "x".repeat(LINE_BYTES_MAX + 1) + "\nb\n" + "y".repeat(99_999)))
        .containsExactly("1:a", "2 too long", "3:b", "4 too long");
  }

  private static List<String> read(String text) throws IOException {
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    LineReader reader = new LineReader(in, LINE_BYTES_MAX);
    List<String> lines = new ArrayList<>();
    for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
      lines.add(
          switch (line.get()) {
            case Line.Whole(long number, byte[] utf8) ->
                number + ":" + new String(utf8, StandardCharsets.UTF_8);
            case Line.TooLong(long number) -> number + " too long";
          });
    }
    return lines;
  }
}
