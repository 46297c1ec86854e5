package io.runledger.service.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out by its key who sends a request. */
final class BearerKeys extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final AuthenticationManager keys;
    private final AuthenticationEntryPoint refusal;

    BearerKeys(AuthenticationManager keys, AuthenticationEntryPoint refusal) {
        this.keys = keys;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = keyIn(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (key != null && !isKnown(key, request, response)) {
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isKnown(String key, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(keys.authenticate(new SentKey(key)));
            SecurityContextHolder.setContext(context);
            return true;
        } catch (AuthenticationException unknown) {
            refusal.commence(request, response, unknown);
            return false;
        }
    }

    /** What stands behind the word Bearer; null if it isn't there. */
    static @Nullable String keyIn(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).trim()
                : null;
    }
}
