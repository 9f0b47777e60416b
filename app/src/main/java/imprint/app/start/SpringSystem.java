package imprint.app.start;

import ch.qos.logback.core.Context;
import imprint.embedded.DataDirectory;
import imprint.embedded.DatabaseAccess;
import imprint.embedded.EngineAndDatabase;
import imprint.embedded.Secrets;
import imprint.embedded.StartRefused;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The Spring application, told where its data, database and engine are. */
record SpringSystem(ConfigurableApplicationContext context) implements AutoCloseable {
    private static final Duration ENGINE_LIMIT = Duration.ofSeconds(5);

    /** Beans for the application: the {@link DataDirectory}, its {@link Secrets}, the {@link EngineAndDatabase}. */
    static SpringSystem start(
            Class<?> application,
            StartSettings settings,
            DataDirectory data,
            DatabaseAccess database,
            EngineAndDatabase below) {
        // why first: it chooses the gateway's port, which is then known as one of our own.
        var defaults = defaults(settings, data);
        var spring = new SpringApplication(application);
        spring.setBannerMode(Banner.Mode.OFF);
        // why: RunningSystem closes in order, the engine after its clients; a hook of Spring's own would race with it.
        spring.setRegisterShutdownHook(false);
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("start", properties(settings, data, database, below)));
        spring.setEnvironment(environment);
        spring.setDefaultProperties(defaults);
        spring.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(DataDirectory.class, () -> data);
            beans.registerBean(Secrets.class, data::secrets);
            beans.registerBean(EngineAndDatabase.class, () -> below);
        });
        try {
            var running = new SpringSystem(spring.run());
            silenceTheLogging();
            return running;
        } catch (PortInUseException e) {
            throw new StartRefused("Port %s is in use; choose another one with --port.".formatted(e.getPort()), e);
        } catch (RuntimeException e) {
            throw new StartRefused("Imprint does not start: %s (more in %s)".formatted(reason(e), log(data)), e);
        }
    }

    private static String reason(RuntimeException failure) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
        // why: that a text is no duration helps nobody who does not know which.
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(BindException.class::isInstance)
                .map(setting -> "the setting %s: %s".formatted(((BindException) setting).getName(), cause))
                .findFirst()
                .orElse(String.valueOf(cause));
    }

    // why: of a log that cannot be written, on a full disk, Logback would tell the console with a stack trace a line.
    private static void silenceTheLogging() {
        if (LoggerFactory.getILoggerFactory() instanceof Context logback) {
            var status = logback.getStatusManager();
            status.getCopyOfStatusListenerList().forEach(status::remove);
        }
    }

    /** Whether the engine answers now, to those who ask it anything. */
    boolean isEngineThere() {
        return context.getBeanProvider(CamundaClient.class).stream().allMatch(SpringSystem::answers);
    }

    private static boolean answers(CamundaClient engine) {
        try {
            engine.newTopologyRequest().requestTimeout(ENGINE_LIMIT).send().join();
            return true;
        } catch (ClientException e) {
            return false;
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
    }

    private static Path log(DataDirectory data) {
        return data.directory("log").resolve("imprint.log");
    }

    // why: agents at work know the gateway by its address, and go on with it after a restart.
    private static Map<String, Object> defaults(StartSettings settings, DataDirectory data) {
        return settings.role() == Role.APP
                ? Map.of()
                : Map.of("imprint.worker.port", data.ports().port("gateway"));
    }

    private static String ownPorts(StartSettings settings, DataDirectory data) {
        return IntStream.concat(
                        IntStream.of(settings.port()),
                        data.ports().all().stream().mapToInt(port -> port))
                .filter(port -> port > 0)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "", ",${imprint.web.people-port:0}"));
    }

    private static Map<String, Object> properties(
            StartSettings settings, DataDirectory data, DatabaseAccess database, EngineAndDatabase below) {
        var properties = new HashMap<String, Object>();
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", settings.port());
        properties.put(
                "logging.file.name",
                data.directory("log").resolve("imprint.log").toString());
        properties.put("imprint.data", data.path().toString());
        properties.put("management.health.diskspace.path", data.path().toString());
        properties.put("management.health.diskspace.threshold", DataDirectory.MIB_NEEDED + "MB");
        properties.put(
                "spring.profiles.active",
                settings.role() == Role.ALL
                        ? "app,worker"
                        : settings.role().name().toLowerCase(Locale.ROOT));
        properties.put("imprint.worker.site", settings.site());
        properties.put("imprint.worker.spool", data.directory("spool").toString());
        properties.put("imprint.storage.own-ports", ownPorts(settings, data));
        properties.put("imprint.engine.address", below.engine().address().toString());
        below.engine()
                .certificate()
                .ifPresent(certificate -> properties.put("imprint.engine.certificate", certificate.toString()));
        properties.put("spring.datasource.url", database.url());
        properties.put("spring.datasource.username", database.application().user());
        properties.put("spring.datasource.password", database.application().password());
        properties.put("spring.flyway.enabled", database.owner().isPresent());
        database.owner().ifPresent(owner -> {
            properties.put("spring.flyway.url", database.url());
            properties.put("spring.flyway.user", owner.user());
            properties.put("spring.flyway.password", owner.password());
        });
        return properties;
    }
}
