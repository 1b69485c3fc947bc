package io.mneme.storage.cold;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Packs the pages of an object with zstd, so that Hadoop's codecs need not be there. */
final class ZstdPages implements CompressionCodecFactory {
  /** Zstd's own default: beyond it the vectors, most of an object, do not shrink. */
  private static final int LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return new Pack();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("packed with " + codec + ", not with zstd");
    }
    return new Unpack();
  }

  @Override
  public void release() {}

  private static final class Pack implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput page) throws IOException {
      return BytesInput.from(Zstd.compress(page.toInputStream().readAllBytes(), LEVEL));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {}
  }

  private static final class Unpack implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput page, int plainBytes) throws IOException {
      if (plainBytes < 0 || plainBytes > ColdObject.PAGE_BYTES_MAX) {
        throw new IOException("a page unpacks to " + plainBytes + " bytes");
      }
      try {
        return BytesInput.from(Zstd.decompress(page.toInputStream().readAllBytes(), plainBytes));
      } catch (ZstdException e) {
        throw new IOException("a page does not unpack: " + e.getMessage(), e);
      }
    }

    @Override
    public void decompress(ByteBuffer page, int packedBytes, ByteBuffer plain, int plainBytes)
        throws IOException {
      byte[] packed = new byte[packedBytes];
      page.get(packed);
      plain.put(decompress(BytesInput.from(packed), plainBytes).toInputStream().readAllBytes());
    }

    @Override
    public void release() {}
  }
}
