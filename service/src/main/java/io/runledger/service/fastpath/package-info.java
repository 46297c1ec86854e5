/** The calls that are made so often that they do without Spring's dispatcher and filters, to the same answers. */
@NullMarked
package io.runledger.service.fastpath;

import org.jspecify.annotations.NullMarked;
