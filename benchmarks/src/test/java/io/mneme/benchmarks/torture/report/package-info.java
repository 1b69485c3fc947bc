@NullMarked
package io.mneme.benchmarks.torture.report;

import org.jspecify.annotations.NullMarked;
