package io.mneme.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.key.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeyRingTest {
  private final KeyForm form = KeyForm.make("live", new SplittableRandom(2));
  private final KeyRing ring = new KeyRing();

  @Test
  void aKnownKeyWithItsSecretIsGood() {
    ring.put(key(null));

    assertThat(ring.verify(form.text()).orElseThrow().tenant()).isEqualTo("acme");
  }

  @Test
  void anotherSecretAnUnknownIdAndJunkAreNot() {
    ring.put(key(null));
    KeyForm wrongSecret =
        new KeyForm("live", form.keyId(), KeyForm.make("live", new SplittableRandom(3)).secret());

    assertThat(ring.verify(wrongSecret.text())).isEmpty();
    assertThat(ring.verify(KeyForm.make("live", new SplittableRandom(4)).text())).isEmpty();
    assertThat(ring.verify("junk")).isEmpty();
  }

  @Test
  void aRevokedOrRemovedKeyIsNoLongerGood() {
    ring.put(key(null));
    ring.put(key(Instant.EPOCH));
    assertThat(ring.verify(form.text())).isEmpty();

    ring.put(key(null));
    ring.remove(form.keyId());
    assertThat(ring.verify(form.text())).isEmpty();
  }

  private ApiKey key(@Nullable Instant revokedAt) {
    return new ApiKey(
        form.keyId(),
        "acme",
        "test",
        form.secretSha256(),
        List.of("ingest"),
        Instant.EPOCH,
        revokedAt);
  }
}
