package io.runledger.query.history;

/** An entry of a run with what it says of the run. */
record RunEntry(EntryView entry, RunDetails details) {}
