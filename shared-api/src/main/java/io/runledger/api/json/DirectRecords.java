package io.runledger.api.json;

import tools.jackson.databind.module.SimpleModule;

/** Has records made without a detour, for JSON that is read often. What is read stays the same. */
public final class DirectRecords extends SimpleModule {

    public DirectRecords() {
        super("DirectRecords");
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(new RecordMakers());
    }
}
