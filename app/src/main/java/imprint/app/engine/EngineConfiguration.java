package imprint.app.engine;

import imprint.workers.engine.JobComponent;
import imprint.workflows.operation.StepSettings;
import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EngineSettings.class, StepSettings.class})
class EngineConfiguration {

    /** Closed by {@link EngineParting}. */
    @Bean(destroyMethod = "")
    CamundaClient engine(EngineSettings settings) {
        return settings.access()
                .client()
                .jobHandlingExecutor(Executors.newVirtualThreadPerTaskExecutor(), true)
                .keepAlive(Duration.ofSeconds(20))
                .defaultRequestTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** Started and stopped by {@link CamelLifecycle}, not as a bean: routes are added in between. */
    @Bean(destroyMethod = "")
    CamelContext camel(CamundaClient engine, StepSettings steps) {
        var camel = new DefaultCamelContext();
        camel.getCamelContextExtension().setName("imprint");
        // why: job consumers tell and log what failed; Camel would log ordinary answers as errors, too.
        camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
        camel.addComponent("job", new JobComponent(engine, steps.ladder()));
        return camel;
    }
}
