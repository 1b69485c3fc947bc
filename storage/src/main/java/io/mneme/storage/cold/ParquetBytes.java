package io.mneme.storage.cold;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;

/** Parquet files in memory: an object is small enough to be written and read as one. */
final class ParquetBytes {
  private ParquetBytes() {}

  /** A file that is being written. */
  static final class Target implements OutputFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] bytes() {
      return bytes.toByteArray();
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return bytes.size();
        }

        @Override
        public void write(int one) {
          bytes.write(one);
        }

        @Override
        public void write(byte[] some, int from, int length) {
          bytes.write(some, from, length);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /**
   * A file that is being read.
   *
   * @param bytes all of it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Source(byte[] bytes) implements InputFile {
    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
      Positioned stream = new Positioned(ByteBuffer.wrap(bytes));
      return new DelegatingSeekableInputStream(stream) {
        @Override
        public long getPos() {
          return stream.buffer.position();
        }

        @Override
        public void seek(long position) throws EOFException {
          if (position < 0 || position > bytes.length) {
            throw new EOFException("there is no byte " + position);
          }
          stream.buffer.position((int) position);
        }
      };
    }
  }

  private static final class Positioned extends java.io.InputStream {
    private static final int END = -1;
    private static final int BYTE = 0xff;
    private final ByteBuffer buffer;

    Positioned(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public int read() {
      return buffer.hasRemaining() ? buffer.get() & BYTE : END;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (!buffer.hasRemaining()) {
        return length == 0 ? 0 : END;
      }
      int some = Math.min(length, buffer.remaining());
      buffer.get(into, from, some);
      return some;
    }
  }
}
