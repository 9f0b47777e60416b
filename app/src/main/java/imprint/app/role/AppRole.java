package imprint.app.role;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What people and agents speak to; a process that is a worker alone has none of it. */
@Configuration(proxyBeanMethods = false)
@Profile("app")
@ComponentScan({
    "imprint.app.agent",
    "imprint.app.audit",
    "imprint.app.device",
    "imprint.app.image",
    "imprint.app.openapi",
    "imprint.app.operation",
    "imprint.app.page",
    "imprint.app.person",
    "imprint.app.problem",
    "imprint.app.product",
    "imprint.app.security",
    "imprint.app.storage",
    "imprint.app.web"
})
public class AppRole {}
