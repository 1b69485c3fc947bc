/** The API's description, for programs and for people. */
@NullMarked
package io.mneme.gateway.docs;

import org.jspecify.annotations.NullMarked;
