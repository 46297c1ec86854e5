package io.runledger.service.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Decides by the most specific rule of a path. A path without a rule needs some key. */
final class ScopeGuard implements AuthorizationManager<RequestAuthorizationContext> {

    private final List<ParsedRule> rules;

    ScopeGuard(List<ScopeRule> rules) {
        this.rules = rules.stream()
                .map(rule -> new ParsedRule(rule, PathPatternParser.defaultInstance.parse(rule.pathPattern())))
                .sorted(Comparator.comparing(ParsedRule::path, PathPattern.SPECIFICITY_COMPARATOR)
                        .thenComparing(parsed -> parsed.rule().method() == null))
                .toList();
    }

    @Override
    public ScopeDecision authorize(
            Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        // Error pages and the second half of an asynchronous answer belong to a request that has passed already.
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return ScopeDecision.GRANTED;
        }
        Optional<ScopeRule> rule = ruleOf(
                HttpMethod.valueOf(request.getMethod()),
                ServletRequestPathUtils.parse(request).pathWithinApplication());
        if (rule.isPresent() && rule.get().anyOf().isEmpty()) {
            return ScopeDecision.GRANTED;
        }
        return caller.get() instanceof KnownKey key ? decide(key, rule) : ScopeDecision.NO_KEY;
    }

    static ScopeDecision decide(KnownKey key, Optional<ScopeRule> rule) {
        return rule.filter(matched -> !key.hasAnyOf(matched.anyOf()))
                .map(matched -> new ScopeDecision(false, matched.anyOf()))
                .orElse(ScopeDecision.GRANTED);
    }

    /** The most specific rule; empty if there is none. */
    Optional<ScopeRule> ruleOf(HttpMethod method, PathContainer path) {
        return rules.stream()
                .filter(parsed -> parsed.isFor(method) && parsed.path().matches(path))
                .findFirst()
                .map(ParsedRule::rule);
    }

    private record ParsedRule(ScopeRule rule, PathPattern path) {

        /** Spring answers HEAD by what handles GET, so that both need the same key. */
        boolean isFor(HttpMethod method) {
            return rule.method() == null
                    || rule.method().equals(HttpMethod.HEAD.equals(method) ? HttpMethod.GET : method);
        }
    }
}
