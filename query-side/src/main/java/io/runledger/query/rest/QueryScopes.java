package io.runledger.query.rest;

import static io.runledger.service.security.KeyScope.AUDITOR;
import static io.runledger.service.security.KeyScope.DASHBOARD;
import static io.runledger.service.security.KeyScope.GATEWAY;
import static io.runledger.service.security.KeyScope.OPERATOR;

import io.runledger.service.security.ScopeRule;
import io.runledger.service.security.ScopeRules;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Who may ask what. Auditors see whatever the dashboard sees. */
@Component
class QueryScopes implements ScopeRules {

    @Override
    public List<ScopeRule> rules() {
        return List.of(
                ScopeRule.of("/v1/accounts/{account}/balance", DASHBOARD, AUDITOR),
                ScopeRule.of("/v1/accounts/{account}/history", DASHBOARD, AUDITOR),
                ScopeRule.of("/v1/accounts/{account}/runs/{runId}", DASHBOARD, AUDITOR),
                ScopeRule.of("/v1/policy", DASHBOARD, AUDITOR, GATEWAY),
                ScopeRule.of("/v1/analytics/**", DASHBOARD, AUDITOR),
                ScopeRule.of("/v1/audit/**", AUDITOR),
                ScopeRule.of(HttpMethod.POST, "/v1/audit/parked/retry", OPERATOR));
    }
}
