package io.runledger.command.rest;

import io.runledger.command.account.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Many commands in one request, for a gateway that has many at once. */
@RestController
@Tag(name = "Runs")
class BatchController {

    private final Commands commands;

    BatchController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping(
            path = "/v1/commands",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(summary = "Takes one command a line, and answers each with a line, in their order", description = """
                    A line is the body of the single call, with `command` (open, reserve, capture, refund, release, \
                    daily-grant or close), `account`, and for runs `runId`. Its answer is `{line, status, body}`, with the \
                    status and the body that the single call would have. Answers come as they become durable; read them \
                    while you send. A line that is wrong is answered and changes nothing, and the next ones go on.""")
    void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        InputStream in = request.getInputStream();
        try (OutputStream out = new BufferedOutputStream(response.getOutputStream())) {
            Batch batch = new Batch(commands, out);
            Lines lines = new Lines(in);
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                batch.begin(line);
                if (!lines.hasMoreAtHand()) {
                    // The client may wait for these answers before it sends more.
                    batch.finish();
                }
            }
            batch.finish();
        }
    }
}
