/** Sells credits: what may be bought by whom and how, and what was asked for and is not paid yet. */
@NullMarked
package io.runledger.command.purchasing;

import org.jspecify.annotations.NullMarked;
