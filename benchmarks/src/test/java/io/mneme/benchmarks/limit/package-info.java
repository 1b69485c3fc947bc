@NullMarked
package io.mneme.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
