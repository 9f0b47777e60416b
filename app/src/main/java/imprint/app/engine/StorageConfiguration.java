package imprint.app.engine;

import imprint.workers.storage.ImageStores;
import imprint.workers.storage.StorageTimeouts;
import org.apache.camel.CamelContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageSettings.class)
class StorageConfiguration {

    @Bean
    ImageStores imageStores(CamelContext camel, StorageSettings settings) {
        StorageTimeouts usual = StorageTimeouts.DEFAULT;
        return new ImageStores(
                camel, new StorageTimeouts(usual.connect(), usual.stall(), settings.look(), settings.noProgress()));
    }
}
