@NullMarked
package io.mneme.writer.bulk;

import org.jspecify.annotations.NullMarked;
