/** The small things, by JMH. */
@NullMarked
package io.runledger.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
