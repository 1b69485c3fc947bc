/** What every HTTP request of every service passes: correlation, credentials, problems, figures. */
@NullMarked
package io.mneme.platform.http;

import org.jspecify.annotations.NullMarked;
