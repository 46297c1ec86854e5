/** Why a process refuses to start, in words for whoever started it; and the settings it starts with. */
@NullMarked
package io.runledger.service.start;

import org.jspecify.annotations.NullMarked;
