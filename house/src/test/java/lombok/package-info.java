/**
 * Stands in for the real Lombok, which the build refuses, so that the rule against it can be seen
 * to bite.
 */
@NullMarked
package lombok;

import org.jspecify.annotations.NullMarked;
