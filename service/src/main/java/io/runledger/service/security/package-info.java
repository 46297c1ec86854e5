/** Who may call what: API keys and their scopes. */
@NullMarked
package io.runledger.service.security;

import org.jspecify.annotations.NullMarked;
