/** What an account holds, as its events make it, and what falls due on it as time passes. */
@NullMarked
package io.runledger.api.holdings;

import org.jspecify.annotations.NullMarked;
