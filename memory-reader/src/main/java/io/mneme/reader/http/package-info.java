/** The reader's HTTP API: requests and answers as the wire knows them. */
@NullMarked
package io.mneme.reader.http;

import org.jspecify.annotations.NullMarked;
