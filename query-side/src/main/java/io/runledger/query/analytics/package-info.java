/** What was used, by model, member, feature and day. */
@NullMarked
package io.runledger.query.analytics;

import org.jspecify.annotations.NullMarked;
