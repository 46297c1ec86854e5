/** What the calls of the query side share. */
@NullMarked
package io.runledger.query.rest;

import org.jspecify.annotations.NullMarked;
