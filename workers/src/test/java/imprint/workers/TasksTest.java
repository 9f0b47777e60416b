package imprint.workers;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.bpmn.Diagrams;
import imprint.bpmn.JobTypes;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.stereotype.Component;

/** Diagram and code cannot drift apart. */
class TasksTest {

    @Test
    void everyJobTypeHasExactlyOneWorker() {
        assertThat(workers().keySet()).containsExactlyInAnyOrderElementsOf(jobTypes());
    }

    @Test
    void aWorkerHasTheNameOfItsTask() {
        workers()
                .forEach((type, worker) -> assertThat(taskNames(type))
                        .as("the tasks of type %s", type)
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(name).startsWith(worker.getSimpleName())));
    }

    @ParameterizedTest
    @ValueSource(strings = {JobTypes.ADD_VALIDATE_MODEL, JobTypes.CLONE_VALIDATE_MODEL})
    void aTaskThatLooksAtALocationMayTakeLongerThanALease(String type) throws Exception {
        assertThat(uri(workers().get(type))).startsWith("job:" + type).contains("renewed=true");
    }

    private static String uri(Class<?> worker) throws Exception {
        var constructor = worker.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        var routes = (RouteBuilder) constructor.newInstance(new Object[constructor.getParameterCount()]);
        routes.configure();
        return routes.getRouteCollection().getRoutes().getFirst().getInput().getEndpointUri();
    }

    private static Map<String, Class<?>> workers() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        var everyRole = new MockEnvironment();
        everyRole.setActiveProfiles("app", "worker");
        scanner.setEnvironment(everyRole);
        scanner.addIncludeFilter(new AssignableTypeFilter(RoutesBuilder.class));
        return scanner.findCandidateComponents("imprint.workers").stream()
                .map(bean -> classNamed(bean.getBeanClassName()))
                .collect(Collectors.toMap(TasksTest::typeOf, worker -> worker));
    }

    private static String typeOf(Class<?> worker) {
        return worker.getAnnotation(Component.class).value();
    }

    private static Class<?> classNamed(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> jobTypes() {
        return Arrays.stream(JobTypes.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return (String) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .collect(Collectors.toSet());
    }

    /** In camel case, as in {@code RebootToOwnDisk}. */
    private static Stream<String> taskNames(String type) {
        return Diagrams.RESOURCES.stream()
                .filter(file -> file.endsWith(".bpmn"))
                .flatMap(TasksTest::serviceTasks)
                .filter(task -> definitionOf(task).equals(type)
                        || definitionOf(task).equals("=\"%s.\" + gateway".formatted(type)))
                .map(task -> Arrays.stream(task.getName().split(" "))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining()));
    }

    private static Stream<ServiceTask> serviceTasks(String file) {
        try (var in = Diagrams.class.getClassLoader().getResourceAsStream(file)) {
            return Bpmn.readModelFromStream(in).getModelElementsByType(ServiceTask.class).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String definitionOf(ServiceTask task) {
        return task.getSingleExtensionElement(ZeebeTaskDefinition.class).getType();
    }
}
