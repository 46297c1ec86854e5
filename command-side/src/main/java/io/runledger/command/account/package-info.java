/** The account's rules: a thin aggregate over what the account holds, and one class a kind of decision. */
@NullMarked
package io.runledger.command.account;

import org.jspecify.annotations.NullMarked;
