/** Starts what a user starts, and treats it as badly. */
@NullMarked
package io.runledger.standalone;

import org.jspecify.annotations.NullMarked;
