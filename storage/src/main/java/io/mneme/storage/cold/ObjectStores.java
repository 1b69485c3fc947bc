package io.mneme.storage.cold;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the object store a URL names: {@code file:///folder} or {@code s3://bucket}. */
public final class ObjectStores {
  private ObjectStores() {}

  /**
   * Opens a store; no connection is made before its first use.
   *
   * @param account for {@code s3://}; not looked at for {@code file:}
   * @throws IllegalArgumentException when the URL is neither, in one sentence for the operator
   */
  public static ObjectStore open(String url, Optional<S3Account> account) {
    URI place = parse(url);
    String scheme = place.getScheme() == null ? "" : place.getScheme();
    return switch (scheme) {
      case "file" -> new FolderObjectStore(Path.of(place));
      case "s3" -> new S3ObjectStore(account.orElseThrow(() -> noAccount(url)), bucket(place, url));
      default -> throw unknown(url);
    };
  }

  private static URI parse(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException _) {
      throw unknown(url);
    }
  }

  private static String bucket(URI place, String url) {
    String bucket = place.getAuthority();
    String path = place.getPath();
    if (bucket == null || !(path == null || path.isEmpty() || path.equals("/"))) {
      throw unknown(url);
    }
    return bucket;
  }

  private static IllegalArgumentException noAccount(String url) {
    return new IllegalArgumentException(
        "The object store " + url + " needs MNEME_S3_ACCESS_KEY and MNEME_S3_SECRET_KEY.");
  }

  private static IllegalArgumentException unknown(String url) {
    return new IllegalArgumentException(
        "The object store \"" + url + "\" is neither file:///folder nor s3://bucket.");
  }
}
