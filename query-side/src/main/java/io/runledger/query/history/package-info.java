/** The statement of an account, entry by entry, and the life of each run. */
@NullMarked
package io.runledger.query.history;

import org.jspecify.annotations.NullMarked;
