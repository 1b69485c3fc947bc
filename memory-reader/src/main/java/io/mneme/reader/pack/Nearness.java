package io.mneme.reader.pack;

/**
 * How near memories are to a question, word by word. NaN for those that were not asked about or
 * have no words to compare.
 *
 * @param own by their own words alone; known of the candidates' neighbours as well
 * @param around by their own words and those of the turns around them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Nearness(float[] own, float[] around) {}
