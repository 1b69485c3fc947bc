/** The topic catalogue: names, keys, partitions, policies. */
@NullMarked
package io.mneme.schemas.topic;

import org.jspecify.annotations.NullMarked;
