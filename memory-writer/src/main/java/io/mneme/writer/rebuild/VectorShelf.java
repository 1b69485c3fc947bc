package io.mneme.writer.rebuild;

import io.mneme.schemas.memory.Embedding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Vectors of one model by content hash. They lie in a file that is gone when this is closed; in
 * memory is only where, about 100 bytes a vector. Safe for many threads.
 */
final class VectorShelf implements AutoCloseable {
  private static final int HEX_DIGITS_OF_A_LONG = 16;
  private static final int HEX = 16;
  private static final byte[] NO_TOKENS = {};

  private final String model;
  private final int vectorBytes;
  private final FileChannel file;
  private final Map<Key, Place> places = new ConcurrentHashMap<>();
  private long end;

  /** Where a text's vector begins, and how long what its tokens say is behind it. */
  private record Place(long from, int tokensBytes) {}

  /** Half of a SHA-256: enough for two texts never to meet. */
  private record Key(long upper, long lower) {
    static Key of(String contentHash) {
      return new Key(
          Long.parseUnsignedLong(contentHash, 0, HEX_DIGITS_OF_A_LONG, HEX),
          Long.parseUnsignedLong(contentHash, HEX_DIGITS_OF_A_LONG, 2 * HEX_DIGITS_OF_A_LONG, HEX));
    }
  }

  /**
   * @param model whose vectors are kept; others are not
   */
  VectorShelf(String model, int dimensions) {
    this.model = model;
    this.vectorBytes = dimensions * Short.BYTES;
    try {
      Path path = Files.createTempFile("mneme-vectors", ".halves");
      this.file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps a vector, unless it is another model's or here already. */
  synchronized void keep(Embedding embedding) {
    Key key = Key.of(embedding.contentHash());
    if (!embedding.model().equals(model)
        || embedding.vector().length != vectorBytes
        || places.containsKey(key)) {
      return;
    }
    try {
      byte[] tokens = embedding.tokens() == null ? NO_TOKENS : embedding.tokens();
      Place place = new Place(end, tokens.length);
      append(embedding.vector());
      append(tokens);
      places.put(key, place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    while (bytes.hasRemaining()) {
      end += file.write(bytes, end);
    }
  }

  /** Whether the text with this hash has its vector here. */
  boolean holds(String contentHash) {
    return places.containsKey(Key.of(contentHash));
  }

  /** What the model said of the text with this hash. */
  Optional<Embedding> find(String contentHash) {
    Place place = places.get(Key.of(contentHash));
    if (place == null) {
      return Optional.empty();
    }
    try {
      byte[] vector = read(place.from, vectorBytes);
      byte[] tokens = read(place.from + vectorBytes, place.tokensBytes);
      return Optional.of(new Embedding(model, contentHash, vector, tokens));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] read(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, from + bytes.position()) < 0) {
        throw new IllegalStateException("the file of vectors ends too early");
      }
    }
    return bytes.array();
  }

  /** How many vectors are here. */
  long size() {
    return places.size();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
