/** What the deployment files say, against what the services read and offer. */
@NullMarked
package io.mneme.house.deployment;

import org.jspecify.annotations.NullMarked;
