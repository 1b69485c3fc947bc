/** Making a database and asking which schema it has, before the services start. */
@NullMarked
package io.mneme.storage.setup;

import org.jspecify.annotations.NullMarked;
