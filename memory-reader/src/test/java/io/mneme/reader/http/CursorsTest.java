package io.mneme.reader.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Subject;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.read.ReadStore.ListCursor;
import io.mneme.storage.read.ReadStore.ListFilter;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
  private static final Subject MIRA = new Subject("acme", "mira");
  private static final ListFilter HOT = new ListFilter(Tier.HOT, null, null, null);
  private static final ListCursor PLACE =
      new ListCursor(
          Instant.parse("2026-05-08T12:34:56.123456Z"),
          UUID.fromString("7d5d4c0e-54f5-5d0c-9a58-1c0f5b5e6b01"));

  private final Cursors cursors = new Cursors(new byte[] {1, 2, 3});

  @Test
  void aCursorComesBackAsItWasToTheMicrosecond() {
    String token = cursors.write(MIRA, HOT, PLACE);

    assertThat(token).matches("[A-Za-z0-9_-]+");
    assertThat(cursors.read(MIRA, HOT, token)).contains(PLACE);
  }

  @Test
  void aCursorOfAnotherSubjectOrFilterIsNotRead() {
    String token = cursors.write(MIRA, HOT, PLACE);

    for (Subject other : List.of(new Subject("zeta", "mira"), new Subject("acme", "tomas"))) {
      assertThat(cursors.read(other, HOT, token)).isEmpty();
    }
    for (ListFilter other :
        List.of(
            new ListFilter(null, null, null, null),
            new ListFilter(Tier.WARM, null, null, null),
            new ListFilter(Tier.HOT, "", null, null),
            new ListFilter(Tier.HOT, null, Instant.EPOCH, null),
            new ListFilter(Tier.HOT, null, null, Instant.EPOCH))) {
      assertThat(cursors.read(MIRA, other, token)).isEmpty();
    }
  }

  @Test
  void fieldsThatRunIntoEachOtherDoNotSignAlike() {
    String token =
        cursors.write(new Subject("acme", "mira1"), new ListFilter(null, "2", null, null), PLACE);

    assertThat(
            cursors.read(
                new Subject("acme", "mira"), new ListFilter(null, "12", null, null), token))
        .isEmpty();
  }

  @Test
  void aCursorWithAnyBitChangedIsNotRead() {
    byte[] bytes = Base64.getUrlDecoder().decode(cursors.write(MIRA, HOT, PLACE));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));

      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

      assertThat(cursors.read(MIRA, HOT, token)).isEmpty();
    }
  }

  @Test
  void aCursorOfAnotherSecretIsNotRead() {
    String token = cursors.write(MIRA, HOT, PLACE);

    assertThat(new Cursors(new byte[] {1, 2, 4}).read(MIRA, HOT, token)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!!!", "AAAA", "%00"})
  void rubbishIsNotRead(String token) {
    assertThat(cursors.read(MIRA, HOT, token)).isEmpty();
  }
}
