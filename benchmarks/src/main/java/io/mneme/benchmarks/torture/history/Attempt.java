package io.mneme.benchmarks.torture.history;

/**
 * One request of a command.
 *
 * @param command what was asked
 * @param gateway who was asked, from 0
 * @param sentMillis when, from the beginning of the run
 * @param endedMillis when the answer was there, or the hope for one was given up
 * @param answer the answer
 */
public record Attempt(
    Command command, int gateway, long sentMillis, long endedMillis, Answer answer) {

  public boolean isAcknowledged() {
    return answer instanceof Answer.Acknowledged;
  }

  public long tookMillis() {
    return endedMillis - sentMillis;
  }
}
