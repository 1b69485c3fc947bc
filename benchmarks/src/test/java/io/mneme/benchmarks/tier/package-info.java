@NullMarked
package io.mneme.benchmarks.tier;

import org.jspecify.annotations.NullMarked;
