/**
 * Tells the platform what happens to accounts: signed messages over HTTP, at least once, in order for each account, tried
 * again over a day.
 */
@NullMarked
package io.runledger.command.webhooks;

import org.jspecify.annotations.NullMarked;
