/** The PostgreSQL event store: it keeps events under logical names and knows nothing of what they mean. */
@NullMarked
package io.runledger.eventstore;

import org.jspecify.annotations.NullMarked;
