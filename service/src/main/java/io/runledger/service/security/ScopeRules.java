package io.runledger.service.security;

import java.util.List;

/** The rules of one part of the API; every bean of this type counts. A path without a rule needs some key. */
@FunctionalInterface
public interface ScopeRules {

    List<ScopeRule> rules();
}
