/** The description of the API. */
@NullMarked
package io.runledger.service.openapi;

import org.jspecify.annotations.NullMarked;
