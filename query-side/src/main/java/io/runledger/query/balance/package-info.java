/** What an account holds and can spend. */
@NullMarked
package io.runledger.query.balance;

import org.jspecify.annotations.NullMarked;
