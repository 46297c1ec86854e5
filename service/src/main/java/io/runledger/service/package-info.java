/** What the processes of both sides share; each imports {@link io.runledger.service.ServiceConfiguration}. */
@NullMarked
package io.runledger.service;

import org.jspecify.annotations.NullMarked;
