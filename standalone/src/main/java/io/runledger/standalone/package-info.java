/** Both sides in one process, on a PostgreSQL that it brings along. */
@NullMarked
package io.runledger.standalone;

import org.jspecify.annotations.NullMarked;
