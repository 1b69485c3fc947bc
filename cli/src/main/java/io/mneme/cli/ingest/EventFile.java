package io.mneme.cli.ingest;

import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Events in the order they are to be remembered. */
interface EventFile extends AutoCloseable {

  /** How many there are, where that is known beforehand. */
  OptionalLong total();

  /** The next one, or null at the end. */
  @Nullable FileItem next() throws IOException;

  @Override
  void close() throws IOException;
}
