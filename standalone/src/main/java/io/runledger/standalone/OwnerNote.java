package io.runledger.standalone;

import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Notes beside the lock where this process listens, for whoever starts a second one. */
final class OwnerNote {

    private final ObjectProvider<InstanceLock> lock;
    private final Environment environment;

    OwnerNote(ObjectProvider<InstanceLock> lock, Environment environment) {
        this.lock = lock;
        this.environment = environment;
    }

    @EventListener
    void note(ServletWebServerInitializedEvent started) throws IOException {
        InstanceLock taken = lock.getIfAvailable();
        if (taken != null) {
            taken.note("pid " + ProcessHandle.current().pid() + ", listening on "
                    + ListensOn.url(environment, started.getWebServer().getPort()));
        }
    }
}
