package io.mneme.platform.line;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LineAppenderTest {
  private static final int THREADS = 4;
  private static final int LINES_A_THREAD = 5_000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();
  private final LineAppender appender = new LineAppender(out);
  private final Logger logger = context.getLogger("io.mneme.test");

  @BeforeEach
  void start() {
    appender.setContext(context);
    appender.setService("memory-reader");
    appender.start();
    context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
    logger.addAppender(appender);
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aLineIsOneJsonObjectWithWhatTheCallAdds() throws Exception {
    logger
        .atInfo()
        .addKeyValue("duration_ms", 1.25)
        .addKeyValue("details", Map.of("kept", true))
        .log("a \"quoted\"\nline of {}", "two");
    appender.stop();

    JsonNode line = lines().getFirst();
    assertThat(line.propertyStream().map(Map.Entry::getKey))
        .containsExactly(
            "timestamp",
            "message",
            "logger_name",
            "thread",
            "level",
            "duration_ms",
            "details",
            "service");
    assertThat(line.path("timestamp").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    assertThat(line.path("message").textValue()).isEqualTo("a \"quoted\"\nline of two");
    assertThat(line.path("logger_name").textValue()).isEqualTo("io.mneme.test");
    assertThat(line.path("level").textValue()).isEqualTo("INFO");
    assertThat(line.path("duration_ms").doubleValue()).isEqualTo(1.25);
    assertThat(line.path("details").path("kept").booleanValue()).isTrue();
    assertThat(line.path("service").textValue()).isEqualTo("memory-reader");
  }

  @Test
  void whatTheThreadCarriesAndWhatFailedAreInTheLine() throws Exception {
    context.getMDCAdapter().put("correlation_id", "c-1");
    logger.error("it failed", new IllegalStateException("why", new RuntimeException("cause")));
    appender.stop();

    JsonNode line = lines().getFirst();
    assertThat(line.path("correlation_id").textValue()).isEqualTo("c-1");
    assertThat(line.path("stack_trace").textValue())
        .contains("java.lang.IllegalStateException: why")
        .contains("Caused by: java.lang.RuntimeException: cause");
  }

  @Test
  void noLineIsLostAndEveryThreadsLinesAreInItsOrder() throws Exception {
    List<Thread> threads =
        IntStream.range(0, THREADS)
            .mapToObj(number -> Thread.ofVirtual().name("t" + number).start(this::logMany))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    appender.stop();

    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(THREADS * LINES_A_THREAD);
    for (Thread thread : threads) {
      assertThat(lines)
          .filteredOn(line -> line.path("thread").textValue().equals(thread.getName()))
          .extracting(line -> line.path("number").intValue())
          .containsExactlyElementsOf(IntStream.range(0, LINES_A_THREAD).boxed().toList());
    }
  }

  private void logMany() {
    for (int i = 0; i < LINES_A_THREAD; i++) {
      logger.atInfo().addKeyValue("number", i).log("one of many");
    }
  }

  @Test
  void aLineIsWrittenWithoutAnotherThatPushesIt() throws Exception {
    logger.info("alone");

    long end = System.nanoTime() + 5_000_000_000L;
    while (out.size() == 0 && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    assertThat(lines()).singleElement().satisfies(line -> assertThat(line.isObject()).isTrue());
  }

  private List<JsonNode> lines() throws Exception {
    List<JsonNode> lines = new java.util.ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      lines.add(Json.mapper().readTree(line));
    }
    return lines;
  }
}
