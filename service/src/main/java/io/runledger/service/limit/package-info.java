/** How much a request may bring. */
@NullMarked
package io.runledger.service.limit;

import org.jspecify.annotations.NullMarked;
