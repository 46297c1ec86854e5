package io.runledger.standalone;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Opens the data folder before anything else is made: a second process on it ends here, and has changed nothing. */
final class DataFolderInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String ADMIN_KEY = "runledger.admin-key";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        DataFolder folder = DataFolder.open(environment.getProperty("runledger.data-dir", "./data"));
        context.getBeanFactory().registerSingleton("dataFolder", folder);
        if (NeedsPostgres.isIn(environment)) {
            context.getBeanFactory().registerSingleton("instanceLock", InstanceLock.take(folder));
        }
        if (environment.getProperty(ADMIN_KEY, "").isBlank()) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("data-folder", Map.of(ADMIN_KEY, AdminKey.keptIn(folder))));
        }
    }
}
