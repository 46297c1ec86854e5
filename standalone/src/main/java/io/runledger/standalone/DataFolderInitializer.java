package io.runledger.standalone;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Opens the data folder before anything else is made: a second process on it ends here, and has changed nothing. */
final class DataFolderInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String ADMIN_KEY = "runledger.admin-key";
    private static final String NODE = "runledger.node";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        DataFolder folder = DataFolder.open(environment.getProperty("runledger.data-dir", "./data"));
        context.getBeanFactory().registerSingleton("dataFolder", folder);
        Map<String, Object> settings = new HashMap<>();
        if (NeedsPostgres.isIn(environment)) {
            context.getBeanFactory().registerSingleton("instanceLock", InstanceLock.take(folder));
            // There is no other on this database: what a killed process had claimed is this one's at once.
            settings.put(NODE, "standalone");
        }
        if (environment.getProperty(ADMIN_KEY, "").isBlank()) {
            settings.put(ADMIN_KEY, AdminKey.keptIn(folder));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("data-folder", settings));
    }
}
