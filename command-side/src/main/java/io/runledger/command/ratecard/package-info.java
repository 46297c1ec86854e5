/** The platform's rate cards: each a version that is published once, and in force until the next. */
@NullMarked
package io.runledger.command.ratecard;

import org.jspecify.annotations.NullMarked;
