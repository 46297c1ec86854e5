/** What is known of persons, and words that people wrote: erasable, and in no event. */
@NullMarked
package io.runledger.command.personal;

import org.jspecify.annotations.NullMarked;
