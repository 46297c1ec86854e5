package io.runledger.service.fastpath;

import io.runledger.service.problem.Problems;
import io.runledger.service.security.AnswerHeaders;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the ordinary requests of the fast calls from Tomcat to their controllers, which is a third of the way through Spring's
 * filters and dispatcher. Whatever is unusual about a request, from a missing key to a query, is left to Spring: there is one
 * place that refuses, and both ways end in the same method of the same controller.
 */
final class FastPath implements Filter {

    private final Supplier<List<Route<?>>> routes;
    private final JsonMapper json;

    /**
     * @param routes asked for at the first request, because controllers are made after filters
     */
    FastPath(Supplier<List<Route<?>>> routes, JsonMapper json) {
        this.routes = routes;
        this.json = json;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isAnswered = request instanceof HttpServletRequest ordinary
                && response instanceof HttpServletResponse answer
                && Ordinary.is(ordinary)
                && answer(ordinary, answer);
        if (!isAnswered) {
            chain.doFilter(request, response);
        }
    }

    private boolean answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        for (Route<?> route : routes.get()) {
            List<String> variables = route.path().variablesOf(path);
            if (variables != null) {
                return route.takes(request) && answer(route, variables, request, response);
            }
        }
        return false;
    }

    private boolean answer(
            Route<?> route, List<String> variables, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long start = System.nanoTime();
        AnswerHeaders.write(request, response);
        try {
            write(answer(route, variables, request), response);
        } finally {
            route.timers().record(response.getStatus(), System.nanoTime() - start);
        }
        return true;
    }

    private FastAnswer answer(Route<?> route, List<String> variables, HttpServletRequest request) throws IOException {
        try {
            ResponseEntity<?> entity = route.carryOut(variables, request);
            return FastAnswer.of(entity.getStatusCode(), json.writeValueAsBytes(entity.getBody()));
        } catch (RuntimeException e) {
            return FastAnswer.of(Problems.of(e));
        }
    }

    private static void write(FastAnswer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentType(answer.contentType());
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }
}
