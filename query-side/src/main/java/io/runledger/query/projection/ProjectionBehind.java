package io.runledger.query.projection;

import io.runledger.service.problem.Problem;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A projection has not seen a version in time; the client should ask again. */
public final class ProjectionBehind extends RuntimeException {

    private final transient Problem problem;

    ProjectionBehind(String projection, long seen, long wanted) {
        super("%s has seen %d, not %d".formatted(projection, seen, wanted), null, false, false);
        this.problem = new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "projection-behind",
                "The %s has not seen version %d of the account yet; ask again in a second."
                        .formatted(projection, wanted),
                seen < 0 ? Map.of() : Map.of("version", seen));
    }

    public Problem problem() {
        return problem;
    }
}
