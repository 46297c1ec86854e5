/** The query side: what the dashboard and the auditors ask. */
@NullMarked
package io.runledger.query;

import org.jspecify.annotations.NullMarked;
