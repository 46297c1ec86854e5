package io.runledger.query.audit;

import io.runledger.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/audit/replays", produces = "application/json")
@Tag(name = "Audit")
class ReplayController {

    private static final String ALL = "all";

    private final Replays replays;

    ReplayController(Replays replays) {
        this.replays = replays;
    }

    /** What to replay. */
    @Schema(name = "ReplayRequest")
    record Request(
            @Schema(
                    description = "all unless said",
                    allowableValues = {"balance", "history", "analytics", "all"})
            @Nullable
            String projection) {}

    @Schema(name = "Replays")
    record ReplayList(
            @Schema(description = "The newest first") List<ReplayView> replays) {}

    @PostMapping
    @Operation(
            summary = "Makes projections again from the first event and compares them with the live ones",
            description = "It goes up to exactly what the live ones have seen, beside all other work. Scope: auditor.")
    @ApiResponse(responseCode = "202", description = "It runs; Location says where to look", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "replay-running: one runs already",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    ResponseEntity<ReplayView> start(@RequestBody(required = false) @Nullable Request request) {
        String projection = request == null || request.projection() == null ? ALL : request.projection();
        Replay replay = replays.start(projection);
        return ResponseEntity.accepted()
                .location(URI.create("/v1/audit/replays/" + replay.id()))
                .body(replay.view());
    }

    @GetMapping
    @Operation(
            summary = "The replays of this process",
            description = "The last hundred since it was started. Scope: auditor.")
    ReplayList list() {
        return new ReplayList(replays.newestFirst().stream().map(Replay::view).toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One replay's progress and what it has found", description = "Scope: auditor.")
    @ApiResponse(responseCode = "200", description = "The replay as it stands", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "404",
            description = "unknown-replay",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    ReplayView one(@PathVariable String id) {
        return require(id).view();
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Cancels a replay", description = "One that has ended stays as it is. Scope: auditor.")
    @ApiResponse(responseCode = "200", description = "The replay as it stands now", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "404",
            description = "unknown-replay",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    ReplayView cancel(@PathVariable String id) {
        Replay replay = require(id);
        replays.cancel(replay);
        return replay.view();
    }

    private Replay require(String id) {
        return replays.find(id)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "unknown-replay",
                        "There is no replay with this id; a process forgets its replays when it ends."));
    }
}
