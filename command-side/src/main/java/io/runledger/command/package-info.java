/** The side that decides: every command of a gateway or an operator ends here. */
@NullMarked
package io.runledger.command;

import org.jspecify.annotations.NullMarked;
