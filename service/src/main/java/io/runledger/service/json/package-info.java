/** How JSON is read and written over REST: strictly, and with exact numbers. */
@NullMarked
package io.runledger.service.json;

import org.jspecify.annotations.NullMarked;
