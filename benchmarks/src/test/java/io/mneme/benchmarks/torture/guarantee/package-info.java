@NullMarked
package io.mneme.benchmarks.torture.guarantee;

import org.jspecify.annotations.NullMarked;
