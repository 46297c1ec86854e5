/** What the platform sells, and what runs cost. */
@NullMarked
package io.runledger.query.policy;

import org.jspecify.annotations.NullMarked;
