/** The peer over HTTP: what one would write with Spring MVC and SQL alone. */
@NullMarked
package io.runledger.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
