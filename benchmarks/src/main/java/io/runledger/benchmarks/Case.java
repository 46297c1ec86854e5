package io.runledger.benchmarks;

import java.util.List;

/** Something that is measured. */
public interface Case {

    /** As on the command line. */
    String name();

    List<Result> run(Lab lab) throws Exception;
}
