@NullMarked
package io.mneme.writer.rebuild;

import org.jspecify.annotations.NullMarked;
