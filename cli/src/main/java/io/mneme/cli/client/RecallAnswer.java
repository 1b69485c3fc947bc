package io.mneme.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/**
 * The answer to a question.
 *
 * @param raw the body as it came
 * @param memories best first
 * @param degradation {@code L0} when everything was healthy
 * @param took the whole HTTP call
 */
public record RecallAnswer(
    JsonNode raw, List<RecalledMemory> memories, String degradation, Duration took) {}
