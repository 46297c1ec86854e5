package io.runledger.service.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A key of the settings: who calls with it, and what it may be used for. */
final class KnownKey extends AbstractAuthenticationToken {

    private final Caller caller;
    private final Set<KeyScope> scopes;

    KnownKey(String name, Set<KeyScope> scopes) {
        super(authorities(withImplied(scopes)));
        this.caller = new Caller(name);
        this.scopes = withImplied(scopes);
        setAuthenticated(true);
    }

    boolean hasAnyOf(Set<KeyScope> wanted) {
        return wanted.stream().anyMatch(scopes::contains);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** The key itself is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    private static Set<KeyScope> withImplied(Set<KeyScope> scopes) {
        return scopes.contains(KeyScope.ADMIN) ? EnumSet.allOf(KeyScope.class) : scopes;
    }

    private static Collection<? extends GrantedAuthority> authorities(Set<KeyScope> scopes) {
        return scopes.stream()
                .map(scope -> new SimpleGrantedAuthority(scope.authority()))
                .toList();
    }
}
