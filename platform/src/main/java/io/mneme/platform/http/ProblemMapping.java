package io.mneme.platform.http;

import java.util.Optional;

/**
 * A service's own failures as problems, for example its store being away. A bean of this type is
 * asked first.
 */
public interface ProblemMapping {

  /** The problem this failure is, if it is one this mapping knows. */
  Optional<Problem> problemOf(Throwable failure);
}
