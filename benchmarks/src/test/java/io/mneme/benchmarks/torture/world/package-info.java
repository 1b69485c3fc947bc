@NullMarked
package io.mneme.benchmarks.torture.world;

import org.jspecify.annotations.NullMarked;
