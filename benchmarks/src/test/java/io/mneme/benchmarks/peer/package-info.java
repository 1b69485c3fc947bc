@NullMarked
package io.mneme.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
