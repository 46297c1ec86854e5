package io.runledger.query.rest;

import io.runledger.query.projection.ProjectionBehind;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says when to ask again; comes before the advice that answers whatever else goes wrong. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProjectionBehindAdvice {

    private static final String A_SECOND = "1";

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> behind(ProjectionBehind behind) {
        return ResponseEntity.status(behind.problem().status())
                .header(HttpHeaders.RETRY_AFTER, A_SECOND)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(behind.problem().body());
    }
}
