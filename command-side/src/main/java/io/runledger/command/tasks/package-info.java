/** Runs what has to be done later, or again: each task in one process at a time, and in another one if that dies. */
@NullMarked
package io.runledger.command.tasks;

import org.jspecify.annotations.NullMarked;
