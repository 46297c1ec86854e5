package io.runledger.service;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.InvalidValue;
import io.runledger.api.RunId;
import io.runledger.api.Source;
import io.runledger.api.Usage;
import io.runledger.service.problem.Problem;
import io.runledger.service.problem.ProblemException;
import io.runledger.service.security.Caller;
import io.runledger.service.security.KeyScope;
import io.runledger.service.security.ScopeRule;
import io.runledger.service.security.ScopeRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A process with nothing but what both sides share. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ServiceConfiguration.class, TryingApplication.TryingController.class})
public class TryingApplication {

    @Bean
    ScopeRules rulesOfTrying() {
        return () -> List.of(
                ScopeRule.of(HttpMethod.GET, "/v1/try/secrets/**", KeyScope.AUDITOR, KeyScope.OPERATOR),
                ScopeRule.of("/v1/try/**", KeyScope.GATEWAY, KeyScope.DASHBOARD),
                ScopeRule.of(HttpMethod.POST, "/v1/try/runs", KeyScope.GATEWAY),
                ScopeRule.open(HttpMethod.GET, "/v1/try/open"));
    }

    record Run(
            RunId runId,
            @Nullable List<Usage> usage,
            @Nullable Credits credits,
            @Nullable Instant expiresAt,
            @Nullable Source source,
            @Nullable Integer whole,
            @Nullable Long more,
            @Nullable Boolean flag,
            @Nullable String text,
            @Nullable BigDecimal number) {

        Run {
            if (runId == null) {
                throw new InvalidValue("runId is required");
            }
        }
    }

    @RestController
    static class TryingController {

        @PostMapping("/v1/try/runs")
        Run run(@RequestBody Run run) {
            return run;
        }

        @PostMapping("/v1/try/bytes")
        Map<String, Object> bytes(@RequestBody(required = false) byte @Nullable [] bytes) {
            return Map.of("bytes", bytes == null ? 0 : bytes.length);
        }

        @GetMapping("/v1/try/accounts/{account}")
        Map<String, Object> account(@PathVariable AccountId account, @AuthenticationPrincipal Caller caller) {
            return Map.of("account", account, "caller", caller.keyName());
        }

        @GetMapping("/v1/try/query")
        Map<String, Object> query(@RequestParam Instant from, @RequestParam(defaultValue = "20") int limit) {
            return Map.of("from", from, "limit", limit);
        }

        @GetMapping(path = "/v1/try/csv", produces = "text/csv")
        String csv(@RequestParam boolean fails) {
            if (fails) {
                throw new InvalidValue("fails must be false");
            }
            return "a,b\n";
        }

        @GetMapping("/v1/try/failure")
        void fail() {
            throw new IllegalStateException("secret detail");
        }

        @GetMapping("/v1/try/problem")
        void problem() {
            throw new ProblemException(Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "projection-behind", "come back")
                    .with("version", 7)
                    .withHeader("Retry-After", "1"));
        }

        @GetMapping("/v1/try/secrets/{id}")
        Map<String, Object> secret(@PathVariable String id) {
            return Map.of("id", id);
        }

        @GetMapping("/v1/try/open")
        Map<String, Object> open() {
            return Map.of("open", true);
        }
    }
}
