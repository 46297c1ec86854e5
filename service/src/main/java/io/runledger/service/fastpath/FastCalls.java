package io.runledger.service.fastpath;

import java.util.List;

/** The fast calls of one part of the API; every bean of this type counts. */
@FunctionalInterface
public interface FastCalls {

    List<FastCall<?>> calls();
}
