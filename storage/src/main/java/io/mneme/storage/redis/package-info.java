/**
 * Redis: a cache and nothing else. Emptied at any moment it loses nothing; every answer may be
 * absent, and every failure may be ignored by whoever can ask PostgreSQL.
 */
@NullMarked
package io.mneme.storage.redis;

import org.jspecify.annotations.NullMarked;
