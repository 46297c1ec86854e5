/** What a run costs. */
@NullMarked
package io.runledger.command.pricing;

import org.jspecify.annotations.NullMarked;
