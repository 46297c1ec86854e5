package io.runledger.eventstore;

/** The payload of an event whose type has no name here; handlers refuse it, so that it is parked. */
public record UnreadableEvent(String type, String revision) {}
