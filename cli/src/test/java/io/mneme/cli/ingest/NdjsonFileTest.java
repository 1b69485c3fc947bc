package io.mneme.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NdjsonFileTest {

  private static List<FileItem> read(byte[] text, Optional<String> user) throws IOException {
    List<FileItem> items = new ArrayList<>();
    try (NdjsonFile file =
        new NdjsonFile(new ByteArrayInputStream(text), OptionalLong.empty(), user)) {
      for (FileItem item = file.next(); item != null; item = file.next()) {
        items.add(item);
      }
    }
    return items;
  }

  private static List<FileItem> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8), Optional.of("ana"));
  }

  private static String json(FileItem item) {
    return switch (item) {
      case FileItem.Ready ready -> new String(ready.event().json(), StandardCharsets.UTF_8);
      case FileItem.Unreadable unreadable -> throw new AssertionError(unreadable);
    };
  }

  @Test
  void lineWithoutAUserGetsTheOneOfTheOption() throws IOException {
    List<FileItem> items = read("{\"text\":\"a\"}\n{\"text\":\"b\",\"user\":\"ben\"}\n");

    assertThat(json(items.get(0))).contains("\"user\":\"ana\"");
    assertThat(json(items.get(1))).contains("\"user\":\"ben\"");
  }

  @Test
  void lineWithoutAnyUserIsUnreadable() throws IOException {
    assertThat(read("{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_8), Optional.empty()))
        .containsExactly(new FileItem.Unreadable(1, "it names no user; name one with --user"));
  }

  @Test
  void blankLinesAreNoEventsButCountAsLines() throws IOException {
    List<FileItem> items = read("\n  \r\n{\"text\":\"a\"}\n\n[1]");

    assertThat(items).hasSize(2);
    assertThat(items.get(1)).isEqualTo(new FileItem.Unreadable(5, "it is not a JSON object"));
  }

  @Test
  void brokenLinesAreNamedAndTheOthersGoOn() throws IOException {
    byte[] latin =
        "{\"text\":\"caf\u00e9\"}\n{\"text\":\"ok\"}".getBytes(StandardCharsets.ISO_8859_1);

    List<FileItem> items = read(latin, Optional.of("ana"));

    assertThat(items.get(0)).isInstanceOf(FileItem.Unreadable.class);
    assertThat(json(items.get(1))).contains("\"ok\"");
  }

  @Test
  void sameFileGivesTheSameKeys() throws IOException {
    String text = "{\"text\":\"a\"}\n{\"text\":\"b\"}\n";

    assertThat(read(text)).isEqualTo(read(text));
  }

  @Test
  void fileThatHasGrownKeepsTheKeysOfWhatWasThere() throws IOException {
    List<FileItem> before = read("{\"text\":\"a\"}\n");
    List<FileItem> after = read("{\"text\":\"a\"}\n{\"text\":\"b\"}\n");

    assertThat(after.getFirst()).isEqualTo(before.getFirst());
  }

  @Test
  void secondOfTwoEqualLinesIsAnotherEvent() throws IOException {
    List<FileItem> items = read("{\"text\":\"yes\"}\n{\"text\":\"yes\"}\n");

    assertThat(json(items.get(0))).isNotEqualTo(json(items.get(1)));
  }

  @Test
  void keyOfItsOwnIsKept() throws IOException {
    assertThat(json(read("{\"text\":\"a\",\"idempotency_key\":\"mine\"}").getFirst()))
        .contains("\"idempotency_key\":\"mine\"");
  }
}
