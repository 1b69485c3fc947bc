@NullMarked
package io.mneme.benchmarks.torture.fault;

import org.jspecify.annotations.NullMarked;
