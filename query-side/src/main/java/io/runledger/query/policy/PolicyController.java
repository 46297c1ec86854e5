package io.runledger.query.policy;

import io.runledger.service.policy.CurrentPolicy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Prices", description = "What credits cost, and what they buy")
class PolicyController {

    private final CurrentPolicy policy;

    PolicyController(CurrentPolicy policy) {
        this.policy = policy;
    }

    @GetMapping(path = "/v1/policy", produces = "application/json")
    @Operation(
            summary = "How credits work on this platform",
            description =
                    "Packages, plans and prices: all that a page needs to show them, and its buy buttons. Scope: dashboard.")
    PolicyView policy() {
        return PolicyView.of(policy.get());
    }
}
