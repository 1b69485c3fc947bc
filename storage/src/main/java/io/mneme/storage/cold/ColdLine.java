package io.mneme.storage.cold;

/**
 * Where a cold memory lies.
 *
 * @param objectKey the object
 * @param row its line in it, from 0
 */
public record ColdLine(String objectKey, int row) {}
