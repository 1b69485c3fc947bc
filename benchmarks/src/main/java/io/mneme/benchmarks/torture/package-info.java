/** A running Mneme under load, hurt on purpose, and what it kept of its promises. */
@NullMarked
package io.mneme.benchmarks.torture;

import org.jspecify.annotations.NullMarked;
