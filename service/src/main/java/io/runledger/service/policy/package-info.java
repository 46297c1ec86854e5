/** Reads the policy of the platform. */
@NullMarked
package io.runledger.service.policy;

import org.jspecify.annotations.NullMarked;
