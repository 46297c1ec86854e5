/** Has accounts book what falls due while nobody touches them: lapsed reservations, the months of subscriptions. */
@NullMarked
package io.runledger.command.expiry;

import org.jspecify.annotations.NullMarked;
