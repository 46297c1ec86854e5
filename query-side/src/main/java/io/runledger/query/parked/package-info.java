/** Events that a projection could not handle, set aside until someone looks at them. */
@NullMarked
package io.runledger.query.parked;

import org.jspecify.annotations.NullMarked;
