package imprint.app.engine;

import imprint.workers.storage.ImageStores;
import imprint.workers.storage.StorageTimeouts;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    ImageStores imageStores(CamelContext camel) {
        return new ImageStores(camel, StorageTimeouts.DEFAULT);
    }
}
