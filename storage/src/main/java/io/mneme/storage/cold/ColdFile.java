package io.mneme.storage.cold;

import io.mneme.schemas.memory.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Memories as a Parquet file, and back. The same memories make the same bytes. */
final class ColdFile {
  private static final ParquetConfiguration PLAIN = new PlainParquetConfiguration();

  private ColdFile() {}

  static byte[] pack(List<Memory> memories) {
    ParquetBytes.Target target = new ParquetBytes.Target();
    try (ParquetWriter<Group> writer =
        new Builder(target)
            .withConf(PLAIN)
            .withCodecFactory(new ZstdPages())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (Memory memory : memories) {
        writer.write(ColdRows.of(memory));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no I/O here", e);
    }
    return target.bytes();
  }

  /**
   * All rows of a file, in order.
   *
   * @throws IOException when it is not one of ours, or damaged
   */
  static List<Memory> unpack(byte[] bytes) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(PLAIN).withCodecFactory(new ZstdPages()).build();
    List<Memory> memories = new ArrayList<>();
    try (ParquetFileReader file = ParquetFileReader.open(new ParquetBytes.Source(bytes), options)) {
      MessageType schema = file.getFileMetaData().getSchema();
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(ColdRows.SCHEMA, schema);
      for (PageReadStore pages = file.readNextRowGroup();
          pages != null;
          pages = file.readNextRowGroup()) {
        RecordReader<Group> rows =
            columns.getRecordReader(pages, new GroupRecordConverter(ColdRows.SCHEMA));
        for (long row = 0; row < pages.getRowCount(); row++) {
          memories.add(ColdRows.memory(rows.read()));
        }
      }
      return memories;
    } catch (RuntimeException e) {
      throw new IOException("it is not an object of memories: " + e.getMessage(), e);
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Group, Builder> {
    Builder(OutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same; never called
    protected WriteSupport<Group> getWriteSupport(Configuration hadoop) {
      return new Rows();
    }

    @Override
    protected WriteSupport<Group> getWriteSupport(ParquetConfiguration plain) {
      return new Rows();
    }
  }

  @org.jspecify.annotations.NullUnmarked // written to only once it is prepared for writing
  private static final class Rows extends WriteSupport<Group> {
    private GroupWriter writer;

    @Override
    @SuppressWarnings("deprecation") // abstract all the same; never called
    public WriteContext init(Configuration hadoop) {
      return new WriteContext(ColdRows.SCHEMA, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration plain) {
      return new WriteContext(ColdRows.SCHEMA, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      writer = new GroupWriter(consumer, ColdRows.SCHEMA);
    }

    @Override
    public void write(Group row) {
      writer.write(row);
    }
  }
}
