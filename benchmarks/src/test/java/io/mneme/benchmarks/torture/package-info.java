@NullMarked
package io.mneme.benchmarks.torture;

import org.jspecify.annotations.NullMarked;
