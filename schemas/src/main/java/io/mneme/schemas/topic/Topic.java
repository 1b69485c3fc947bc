package io.mneme.schemas.topic;

import java.util.Map;

/**
 * One topic of the catalogue.
 *
 * @param name public API
 * @param key what its records are keyed by
 * @param partitions how many; those of subject-keyed topics are equal, so that a subject has the
 *     same number everywhere
 * @param config broker settings, retention among them
 * @param holds what is in it, one sentence
 */
public record Topic(
    String name, String key, int partitions, Map<String, String> config, String holds) {}
