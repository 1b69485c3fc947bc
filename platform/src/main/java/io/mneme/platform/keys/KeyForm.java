package io.mneme.platform.keys;

import io.mneme.schemas.Ids;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * An API key as its owner holds it: {@code mneme_<environment>_<key id>_<secret><checksum>}. The
 * prefix lets secret scanners find a leaked one, the checksum lets a gateway refuse junk unread.
 *
 * @param environment {@code dev} or {@code live}
 * @param keyId public part, 12 characters of base 62
 * @param secret 32 characters of base 62, about 190 bits
 */
public record KeyForm(String environment, String keyId, String secret) {
  /** For secret scanners; public API. */
  public static final String REGEX =
      "mneme_(dev|live)_([0-9A-Za-z]{12})_([0-9A-Za-z]{32})([0-9A-Za-z]{6})";

  private static final List<String> ENVIRONMENTS = List.of("dev", "live");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int KEY_ID_LENGTH = 12;
  private static final int SECRET_LENGTH = 32;
  private static final int CHECKSUM_LENGTH = 6;

  public KeyForm {
    if (!ENVIRONMENTS.contains(environment)
        || !isDigits(keyId, KEY_ID_LENGTH)
        || !isDigits(secret, SECRET_LENGTH)) {
      throw new IllegalArgumentException("not the parts of an API key");
    }
  }

  /**
   * A new key.
   *
   * @param environment {@code dev} or {@code live}
   * @param random a secure source, except in tests
   */
  public static KeyForm make(String environment, RandomGenerator random) {
    return new KeyForm(environment, digits(KEY_ID_LENGTH, random), digits(SECRET_LENGTH, random));
  }

  /**
   * Reads a presented key; empty unless the form and the checksum are right. Every request comes by
   * here, so it is done without a pattern.
   */
  public static Optional<KeyForm> parse(String presented) {
    for (String environment : ENVIRONMENTS) {
      String prefix = prefix(environment);
      int secret = prefix.length() + KEY_ID_LENGTH + 1;
      int checksum = secret + SECRET_LENGTH;
      if (presented.startsWith(prefix) && presented.length() == checksum + CHECKSUM_LENGTH) {
        String keyId = presented.substring(prefix.length(), secret - 1);
        String digits = presented.substring(secret, checksum);
        return isDigits(keyId, KEY_ID_LENGTH)
                && isDigits(digits, SECRET_LENGTH)
                && text(environment, keyId, digits).equals(presented)
            ? Optional.of(new KeyForm(environment, keyId, digits))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The whole key, to be shown once to its owner and never kept. */
  public String text() {
    return text(environment, keyId, secret);
  }

  /** What is kept of the secret: 64 hex digits. */
  public String secretSha256() {
    return Ids.contentHash(secret);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "mneme_" + environment + "_" + keyId + "_...";
  }

  private static String text(String environment, String keyId, String secret) {
    String body = prefix(environment) + keyId + "_" + secret;
    CRC32 checksum = new CRC32();
    checksum.update(body.getBytes(StandardCharsets.US_ASCII));
    return body + base62(checksum.getValue());
  }

  private static String prefix(String environment) {
    return "mneme_" + environment + "_";
  }

  private static boolean isDigits(String text, int length) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return text.length() == length;
  }

  private static String base62(long value) {
    char[] digits = new char[CHECKSUM_LENGTH];
    long rest = value;
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }

  private static String digits(int length, RandomGenerator random) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return text.toString();
  }
}
