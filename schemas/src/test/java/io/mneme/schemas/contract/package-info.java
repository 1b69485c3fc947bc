/** What keeps the contracts: schemas, golden samples, evolution. */
@NullMarked
package io.mneme.schemas.contract;

import org.jspecify.annotations.NullMarked;
