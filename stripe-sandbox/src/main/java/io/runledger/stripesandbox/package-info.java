/** A sandbox that answers like Stripe's HTTP API, so that payments can be tried where no real money moves. */
@NullMarked
package io.runledger.stripesandbox;

import org.jspecify.annotations.NullMarked;
