/** The reader's settings, as {@code application.yml} and the environment give them. */
@NullMarked
package io.mneme.reader.config;

import org.jspecify.annotations.NullMarked;
