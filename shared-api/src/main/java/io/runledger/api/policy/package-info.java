/** How a platform's credits work, as data: one file a platform. */
@NullMarked
package io.runledger.api.policy;

import org.jspecify.annotations.NullMarked;
