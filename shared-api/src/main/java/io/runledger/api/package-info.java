/** The language of RunLedger: the words that both sides, the store and the wire share. */
@NullMarked
package io.runledger.api;

import org.jspecify.annotations.NullMarked;
