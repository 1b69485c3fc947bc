package io.mneme.migrator.job;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Lets all stores of the process share one bounded piece of memory. Left alone, each of the two
 * stores of each partition would take up to 50 MB of cache and 48 MB of write buffers for itself.
 */
public final class BoundedStores implements RocksDBConfigSetter {
  static final long MEMORY_BYTES_MAX = 48L << 20;
  static final long WRITE_BUFFERS_BYTES_MAX = 24L << 20;
  private static final long WRITE_BUFFER_BYTES = 2L << 20;
  private static final int SHARD_BITS_BY_SIZE = -1;
  private static final double INDEXES_SHARE = 0.5;

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    // a pass looks for single memories in all files: what leads to them stays, what lies there goes
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinL0FilterAndIndexBlocksInCache(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(Shared.WRITE_BUFFERS);
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
  }

  @Override
  public void close(String store, Options options) {
    // the shared memory lives as long as the process
  }

  /** Made when the first store opens: that is when the native library has been loaded. */
  private static final class Shared {
    static {
      RocksDB.loadLibrary();
    }

    static final Cache CACHE =
        new LRUCache(MEMORY_BYTES_MAX, SHARD_BITS_BY_SIZE, false, INDEXES_SHARE);
    static final WriteBufferManager WRITE_BUFFERS =
        new WriteBufferManager(WRITE_BUFFERS_BYTES_MAX, CACHE);
  }
}
