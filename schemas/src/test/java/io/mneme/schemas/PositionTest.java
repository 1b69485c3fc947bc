package io.mneme.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
  private static final long SEED = 42L;
  private static final int ROUNDS = 5_000;

  @Test
  void everyPositionIsReadBackFromItsToken() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Position position =
          new Position(random.nextInt(Integer.MAX_VALUE), random.nextLong(Long.MAX_VALUE));

      assertThat(Position.parse(position.toString())).as("seed %d", SEED).isEqualTo(position);
    }
    assertThat(Position.parse("0:" + Long.MAX_VALUE).offset()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "3",
        "3:",
        ":3",
        "-1:3",
        "3:-1",
        "a:b",
        "1:2:3",
        " 1:2",
        "1:2 ",
        "1.5:2",
        "99999999999:1",
        "1:99999999999999999999"
      })
  void anythingElseIsRefused(String token) {
    assertThatThrownBy(() -> Position.parse(token)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void positionIsATokenInJson() throws IOException {
    assertThat(new String(Json.write(new Position(3, 1042)), UTF_8)).isEqualTo("\"3:1042\"");
    assertThat(Json.read("\"3:1042\"".getBytes(UTF_8), Position.class))
        .isEqualTo(new Position(3, 1042));
  }
}
