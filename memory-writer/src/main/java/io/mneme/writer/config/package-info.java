/** The writer's settings, as {@code application.yml} and the environment give them. */
@NullMarked
package io.mneme.writer.config;

import org.jspecify.annotations.NullMarked;
