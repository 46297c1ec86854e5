package io.runledger.eventstore;

import tools.jackson.databind.JacksonModule;

/** How the JSON of events and snapshots differs from what Jackson writes by itself; a bean of it may be missing. */
public record EventFormat(JacksonModule module) {}
