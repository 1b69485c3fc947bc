@NullMarked
package io.mneme.cli.rebuild;

import org.jspecify.annotations.NullMarked;
