/**
 * The stores on PostgreSQL with pgvector. One statement is one class, named as its sentence; each
 * states the index it uses. Nothing outside this package knows SQL.
 */
@NullMarked
package io.mneme.storage.postgres;

import org.jspecify.annotations.NullMarked;
