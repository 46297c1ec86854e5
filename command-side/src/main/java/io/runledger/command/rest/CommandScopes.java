package io.runledger.command.rest;

import static io.runledger.service.security.KeyScope.AUDITOR;
import static io.runledger.service.security.KeyScope.DASHBOARD;
import static io.runledger.service.security.KeyScope.GATEWAY;
import static io.runledger.service.security.KeyScope.OPERATOR;

import io.runledger.service.security.ScopeRule;
import io.runledger.service.security.ScopeRules;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Which keys may give which commands. */
@Component
class CommandScopes implements ScopeRules {

    private static final String ACCOUNT = "/v1/accounts/{account}";

    @Override
    public List<ScopeRule> rules() {
        return List.of(
                ScopeRule.of(HttpMethod.PUT, ACCOUNT, GATEWAY),
                ScopeRule.of(HttpMethod.GET, ACCOUNT, GATEWAY),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/close", GATEWAY),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/daily-grant", GATEWAY),
                ScopeRule.of(ACCOUNT + "/reservations/**", GATEWAY),
                ScopeRule.of("/v1/quotes", GATEWAY),
                ScopeRule.of("/v1/estimates", GATEWAY, DASHBOARD),
                ScopeRule.of(HttpMethod.GET, "/v1/rate-card", GATEWAY, DASHBOARD, AUDITOR, OPERATOR),
                ScopeRule.of(HttpMethod.PUT, "/v1/rate-card", OPERATOR),
                ScopeRule.of("/v1/webhooks/**", OPERATOR),
                ScopeRule.open(HttpMethod.POST, "/v1/stripe/webhook"),
                ScopeRule.of(HttpMethod.POST, "/v1/stripe/reconciliations", AUDITOR, OPERATOR),
                ScopeRule.of(HttpMethod.POST, "/v1/stripe/follow", OPERATOR),
                ScopeRule.of(HttpMethod.POST, "/v1/commands", GATEWAY),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/grants", OPERATOR),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/grants/{grant}/void", OPERATOR),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/purchases:record", OPERATOR),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/purchases/{purchase}/settle", OPERATOR),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/purchases/{purchase}/refund", OPERATOR),
                ScopeRule.of(HttpMethod.GET, ACCOUNT + "/purchases/{purchase}/refunds/*", GATEWAY, DASHBOARD, OPERATOR),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/purchases/{purchase}/refunds/**", OPERATOR),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/purchases", GATEWAY),
                ScopeRule.of(HttpMethod.GET, ACCOUNT + "/purchases/{purchase}", GATEWAY, DASHBOARD, OPERATOR),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/erasure", OPERATOR),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/subscription/**", OPERATOR),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/members/{member}/budget/raise", OPERATOR),
                ScopeRule.of(HttpMethod.GET, ACCOUNT + "/members/{member}/budget", GATEWAY, DASHBOARD, OPERATOR),
                ScopeRule.of(ACCOUNT + "/members/{member}/budget", GATEWAY, OPERATOR),
                ScopeRule.of(HttpMethod.GET, ACCOUNT + "/alerts", GATEWAY, DASHBOARD, OPERATOR),
                ScopeRule.of(HttpMethod.PUT, ACCOUNT + "/alerts", GATEWAY, OPERATOR),
                ScopeRule.of(HttpMethod.GET, ACCOUNT + "/auto-top-up", GATEWAY, DASHBOARD, OPERATOR),
                ScopeRule.of(ACCOUNT + "/auto-top-up", GATEWAY, OPERATOR),
                ScopeRule.of(HttpMethod.PUT, ACCOUNT + "/subscription", GATEWAY),
                ScopeRule.of(HttpMethod.POST, ACCOUNT + "/portal", GATEWAY),
                ScopeRule.of(HttpMethod.DELETE, ACCOUNT + "/subscription", GATEWAY, OPERATOR));
    }
}
