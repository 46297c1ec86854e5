package io.runledger.benchmarks.cases;

import java.time.Instant;

/** The JSON that an entry carries, as large as that of the event that says the same. */
final class SqlPayloads {

    private static final int TTL_SECONDS = 900;

    private SqlPayloads() {}

    static String reserved(String run) {
        Instant now = Instant.now();
        return """
                {"at":"%s","runId":"%s","credits":2,"lines":[{"model":"flux-dev","count":1,"credits":2}],\
                "grants":[{"grantId":"welcome","source":"promotional","credits":2}],"member":"m-1","feature":"image",\
                "expiresAt":"%s","rateCardVersion":1,"fingerprint":"6PKd5iys_KnRyFO-","available":999950}""".formatted(now, run, now.plusSeconds(TTL_SECONDS));
    }

    static String captured(String run) {
        return """
                {"at":"%s","runId":"%s","credits":2,"reserved":2,"lines":[{"model":"flux-dev","count":1,"credits":2}],\
                "member":"m-1","feature":"image","fingerprint":"Rg7mqjqANZGBt5TM","available":999960}""".formatted(Instant.now(), run);
    }
}
