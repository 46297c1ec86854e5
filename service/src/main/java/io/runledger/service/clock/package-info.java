/** The one clock of a process. */
@NullMarked
package io.runledger.service.clock;

import org.jspecify.annotations.NullMarked;
