package io.mneme.reader.words;

/**
 * What a word counts for by the field it stands in (BM25F), and BM25's two constants. The figures
 * are those measured best on chat conversations; neighbouring turns are worth ten points of recall,
 * because an answer is often understood only with the question before it.
 *
 * @param k1 how fast repetition stops counting
 * @param b how much long memories are held back
 * @param text the memory's own words
 * @param caption what its picture shows
 * @param speaker who said it
 * @param date the day it was said: "8", "may", "2023"
 * @param previous words of the turn before it
 * @param next words of the turn after it
 */
public record FieldWeights(
    double k1,
    double b,
    double text,
    double caption,
    double speaker,
    double date,
    double previous,
    double next) {

  public static final FieldWeights STANDARD = new FieldWeights(0.9, 0.4, 1, 0.7, 2, 1, 0.5, 0.2);
}
