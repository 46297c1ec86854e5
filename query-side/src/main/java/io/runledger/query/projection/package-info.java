/** What all projections share: a pure function from events to rows, and how its rows are written. */
@NullMarked
package io.runledger.query.projection;

import org.jspecify.annotations.NullMarked;
