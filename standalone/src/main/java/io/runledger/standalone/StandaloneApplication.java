package io.runledger.standalone;

import io.runledger.command.CommandSide;
import io.runledger.query.QuerySide;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** RunLedger in one process: the default way to run it. */
@EnableAutoConfiguration
@Import({
    CommandSide.class,
    QuerySide.class,
    PostgresConfiguration.class,
    SandboxConfiguration.class,
    Greeting.class,
    OwnerNote.class
})
public class StandaloneApplication {

    public static void main(String[] arguments) {
        CleanStop.install();
        application().run(arguments);
    }

    /** The application before it runs, with its data folder to be opened first. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(StandaloneApplication.class);
        application.addInitializers(new DataFolderInitializer());
        return application;
    }
}
