package imprint.app.engine;

import imprint.workers.storage.ImageStores;
import imprint.workers.storage.StorageTimeouts;
import imprint.workflows.storage.FileRoots;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageSettings.class)
class StorageConfiguration {

    @Bean
    FileRoots fileRoots(
            StorageSettings settings,
            @Value("${imprint.data}") Path data,
            @Value("${imprint.keys:${imprint.data}/keys}") Path keys) {
        return new FileRoots(settings.fileRoots(), List.of(data, keys));
    }

    @Bean
    ImageStores imageStores(CamelContext camel, StorageSettings settings, FileRoots roots) {
        StorageTimeouts usual = StorageTimeouts.DEFAULT;
        StorageTimeouts timeouts =
                new StorageTimeouts(usual.connect(), usual.stall(), settings.look(), settings.noProgress());
        return new ImageStores(
                camel, timeouts, path -> roots.objection(path.toString()), Set.copyOf(settings.ownPorts()));
    }
}
