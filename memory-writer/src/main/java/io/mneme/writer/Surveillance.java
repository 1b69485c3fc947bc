package io.mneme.writer;

/** Those who watch the writer at work: figures, and witnesses of its steps. */
record Surveillance(WriterMetrics metrics, Step.Witness steps) {}
