/** Errors as RFC 9457 problems, wherever in the process they come from. */
@NullMarked
package io.runledger.service.problem;

import org.jspecify.annotations.NullMarked;
