/** Tests that talk to the sandbox as RunLedger does: with stripe-java, over HTTP. */
@NullMarked
package io.runledger.stripesandbox;

import org.jspecify.annotations.NullMarked;
