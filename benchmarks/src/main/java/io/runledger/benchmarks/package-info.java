/** Measures RunLedger beside its peers: each case alternates between the two in one run, on one machine. */
@NullMarked
package io.runledger.benchmarks;

import org.jspecify.annotations.NullMarked;
