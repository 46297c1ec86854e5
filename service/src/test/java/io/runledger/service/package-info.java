/** Tries what both sides share over real HTTP, with a small API of its own. */
@NullMarked
package io.runledger.service;

import org.jspecify.annotations.NullMarked;
