package io.runledger.query.projection;

import java.util.List;

/** A table of a projection and the columns of its primary key. */
public record ProjectedTable(String name, List<String> key) {}
