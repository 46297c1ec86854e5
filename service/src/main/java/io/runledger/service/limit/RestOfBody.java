package io.runledger.service.limit;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request when its body has come, though its answer was given without it: Jetty would cut the connection, and a client that sends
 * without looking would find neither the answer nor anybody to send its next request to. No thread waits for the rest; a shutdown does, as
 * it does for any request that is under way.
 */
public final class RestOfBody implements Callback {

    private static final long MOST_SWALLOWED_BYTES = 32L * 1024 * 1024;

    private final Request request;
    private final Callback end;
    private long swallowedBytes;

    /**
     * @param request is read to its end
     * @param end of the request, called then
     */
    public RestOfBody(Request request, Callback end) {
        this.request = request;
        this.end = end;
    }

    @Override
    public void succeeded() {
        boolean isYetToBeAskedFor =
                request.getHeaders().contains(HttpHeader.EXPECT) && Request.getContentBytesRead(request) == 0;
        if (isYetToBeAskedFor) {
            end.succeeded();
        } else {
            swallow();
        }
    }

    @Override
    public void failed(Throwable failure) {
        end.failed(failure);
    }

    /** Goes on when there is more. What can't be read, and what doesn't end, is left to Jetty, which cuts the connection. */
    private void swallow() {
        for (boolean isOver = false; !isOver; ) {
            Content.@Nullable Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(Invocable.from(InvocationType.NON_BLOCKING, this::swallow));
                return;
            }
            swallowedBytes += chunk.remaining();
            isOver = chunk.isLast() || Content.Chunk.isFailure(chunk) || swallowedBytes > MOST_SWALLOWED_BYTES;
            chunk.release();
        }
        end.succeeded();
    }

    @Override
    public InvocationType getInvocationType() {
        return end.getInvocationType();
    }
}
