package io.mneme.benchmarks.torture.fault;

import io.mneme.benchmarks.torture.world.World;
import java.time.Duration;

/** One way to hurt a stack: begun, held for a while, ended. */
public sealed interface Fault
    permits ClientFault,
        EmbedderFault,
        GatewayFault,
        KafkaFault,
        PostgresFault,
        RedisFault,
        WriterFault {

  /** A few words for a table and a plot. */
  String name();

  /** Its number in the list of faults, F01 to F30. */
  String number();

  /** How long it is held. */
  Duration held();

  /** Hurts. */
  void begin(World world) throws Exception;

  /** Lets go; returns when what was ended by hand runs again. */
  void end(World world) throws Exception;
}
