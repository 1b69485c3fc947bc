/** What a model should know before it answers: the conversation so far and the best memories. */
@NullMarked
package io.mneme.reader.context;

import org.jspecify.annotations.NullMarked;
