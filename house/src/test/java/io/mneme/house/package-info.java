/** What holds the whole house to its plan: where the repository is, and who its rooms are. */
@NullMarked
package io.mneme.house;

import org.jspecify.annotations.NullMarked;
