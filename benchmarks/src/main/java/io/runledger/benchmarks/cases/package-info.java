/** What is measured: one class for each case. */
@NullMarked
package io.runledger.benchmarks.cases;

import org.jspecify.annotations.NullMarked;
