/** How events are written as JSON. */
@NullMarked
package io.runledger.api.json;

import org.jspecify.annotations.NullMarked;
