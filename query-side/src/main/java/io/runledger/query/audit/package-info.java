/** Proof that every number is right: the events themselves, balances of the past, replays. */
@NullMarked
package io.runledger.query.audit;

import org.jspecify.annotations.NullMarked;
