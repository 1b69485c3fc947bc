package io.mneme.platform.keys;

import io.mneme.schemas.key.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The API keys known so far, by key id: what the records of {@code mneme.keys} add up to. */
final class KeyRing {
  /**
   * Compared with when the key id is unknown, so that an unknown id takes as long as a wrong one.
   */
  private static final byte[] NO_HASH = "0".repeat(64).getBytes(StandardCharsets.US_ASCII);

  private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

  void put(ApiKey key) {
    keys.put(key.keyId(), key);
  }

  void remove(String keyId) {
    keys.remove(keyId);
  }

  /**
   * The key as it stands, if what was presented is one, its secret is right and it is not revoked.
   */
  Optional<ApiKey> verify(String presented) {
    Optional<KeyForm> form = KeyForm.parse(presented);
    if (form.isEmpty()) {
      return Optional.empty();
    }
    Optional<ApiKey> known = Optional.ofNullable(keys.get(form.get().keyId()));
    byte[] expected =
        known.map(key -> key.secretSha256().getBytes(StandardCharsets.US_ASCII)).orElse(NO_HASH);
    byte[] actual = form.get().secretSha256().getBytes(StandardCharsets.US_ASCII);
    boolean same = MessageDigest.isEqual(expected, actual);
    return known.filter(key -> same && !key.isRevoked());
  }

  List<ApiKey> all() {
    return keys.values().stream().sorted(Comparator.comparing(ApiKey::createdAt)).toList();
  }

  Optional<ApiKey> find(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }

  int size() {
    return keys.size();
  }
}
