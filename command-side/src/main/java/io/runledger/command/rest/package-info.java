/** The calls of gateways and operators over HTTP. */
@NullMarked
package io.runledger.command.rest;

import org.jspecify.annotations.NullMarked;
