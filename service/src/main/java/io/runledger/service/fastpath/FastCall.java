package io.runledger.service.fastpath;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * A POST that a controller carries out, and that may reach it by the fast path.
 *
 * @param path as in the controller's mapping, such as {@code /v1/accounts/{account}/reservations}
 * @param body what the JSON is read as; null if the call takes none
 * @param isBodyRequired whether there has to be one
 * @param method of the controller
 */
public record FastCall<B>(String path, @Nullable Class<B> body, boolean isBodyRequired, Method<B> method) {

    /** A method of a controller that doesn't wait: what it has to wait for, such as the disk, its stage does. */
    @FunctionalInterface
    public interface Method<B> {

        /**
         * @param variables of the path, in its order
         * @param body null if none was sent, which is possible only where none is required
         */
        CompletionStage<? extends ResponseEntity<?>> call(List<String> variables, B body);
    }

    /** A call that says nothing without a body. */
    public static <B> FastCall<B> withBody(String path, Class<B> body, Method<B> method) {
        return new FastCall<>(path, body, true, method);
    }

    /** A call whose body may be left out. */
    public static <B> FastCall<@Nullable B> withOptionalBody(
            String path, Class<@Nullable B> body, Method<@Nullable B> method) {
        return new FastCall<>(path, body, false, method);
    }

    /** A call that its path says all about. */
    public static FastCall<@Nullable Void> withoutBody(String path, Method<@Nullable Void> method) {
        return new FastCall<>(path, null, false, method);
    }
}
