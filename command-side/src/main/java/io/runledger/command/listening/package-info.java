/** Notes down what follows from events outside of their accounts: rows in tables of the command side. */
@NullMarked
package io.runledger.command.listening;

import org.jspecify.annotations.NullMarked;
