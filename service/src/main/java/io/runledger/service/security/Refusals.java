package io.runledger.service.security;

import io.runledger.service.problem.Problem;
import io.runledger.service.problem.ProblemAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;

/** What a caller is told who has no key, the wrong key, or one for something else. */
final class Refusals {

    private Refusals() {}

    static void unauthorized(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        boolean wasSent = reason instanceof BadCredentialsException;
        String detail = wasSent ? "there is no such API key" : "an API key is needed: send Authorization: Bearer <key>";
        ProblemAnswer.write(
                Problem.of(HttpStatus.UNAUTHORIZED, "unauthorized", detail)
                        .withHeader(
                                HttpHeaders.WWW_AUTHENTICATE, wasSent ? "Bearer error=\"invalid_token\"" : "Bearer"),
                response);
    }

    static void wrongScope(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        List<String> needed = neededScopes(reason);
        ProblemAnswer.write(
                Problem.of(
                                HttpStatus.FORBIDDEN,
                                "wrong-scope",
                                "this needs a key with the scope " + String.join(" or ", needed))
                        .with("anyOf", needed),
                response);
    }

    private static List<String> neededScopes(AccessDeniedException reason) {
        return reason instanceof AuthorizationDeniedException denied
                        && denied.getAuthorizationResult() instanceof ScopeDecision decision
                ? decision.neededNames()
                : List.of(KeyScope.ADMIN.wireName());
    }
}
