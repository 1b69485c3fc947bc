/** What the pages say, against what the code does; and the pages written from code. */
@NullMarked
package io.mneme.house.documentation;

import org.jspecify.annotations.NullMarked;
