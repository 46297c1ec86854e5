/** Lets reservations lapse of which nobody said anything in time. */
@NullMarked
package io.runledger.command.expiry;

import org.jspecify.annotations.NullMarked;
