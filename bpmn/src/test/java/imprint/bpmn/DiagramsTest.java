package imprint.bpmn;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the diagrams and the names in the code together, in both directions. */
class DiagramsTest {

    private static final Pattern AT_GATEWAY = Pattern.compile("=\"([a-z.-]+)\\.\" \\+ gateway");
    private static final Pattern LIMIT = Pattern.compile("=limits\\.(\\w+)");

    @Test
    void listsEveryResource() throws IOException {
        var resources = Path.of("src/main/resources");
        try (var files = Files.walk(resources)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> resources.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(Diagrams.RESOURCES);
        }
    }

    @Test
    void raisesItsRevisionWithEachChange() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var resource : Diagrams.RESOURCES) {
            digest.update(Files.readAllBytes(Path.of("src/main/resources", resource)));
        }
        assertThat(Diagrams.REVISION + " " + HexFormat.of().formatHex(digest.digest()))
                .as("A released revision has other contents: raise Diagrams.REVISION, and write both here")
                .isEqualTo("1 5e8e02129f8024220dc11d32f7896e93120eb3a03626e097eece7ceae470a6eb");
    }

    @Test
    void namesEveryProcess() {
        assertThat(inProcesses("process", "id")).isEqualTo(constantsOf(Processes.class));
    }

    @Test
    void namesEveryDecision() {
        assertThat(Diagram.all().flatMap(diagram -> diagram.values("decision", "id")))
                .containsExactlyInAnyOrderElementsOf(constantsOf(Decisions.class));
        assertThat(inProcesses("calledDecision", "decisionId")).isEqualTo(constantsOf(Decisions.class));
    }

    @Test
    void namesEveryJobType() {
        var stems = inProcesses("taskDefinition", "type").stream()
                .map(type -> AT_GATEWAY.matcher(type).replaceFirst("$1"));

        assertThat(stems.collect(toSet())).isEqualTo(constantsOf(JobTypes.class));
    }

    @Test
    void appendsTheGatewayAsTheDiagramsDo() {
        assertThat(JobTypes.atGateway(JobTypes.CLONE_STORE_IMAGE, "berlin")).isEqualTo("clone.store-image.berlin");
    }

    @Test
    void namesEveryMessage() {
        assertThat(inProcesses("message", "name")).isEqualTo(constantsOf(Messages.class));
    }

    @Test
    void knowsEveryErrorOfTheDiagrams() {
        assertThat(inProcesses("error", "errorCode"))
                .containsExactlyInAnyOrder(
                        ErrorCode.DUPLICATE_START.name(),
                        ErrorCode.NO_HEARTBEAT.name(),
                        ErrorCode.DEADLINE_PASSED.name());
        assertThat(literalsOf(Variables.CODE)).isSubsetOf(namesOf(ErrorCode.values()));
    }

    @Test
    void concludesWithEveryOutcome() {
        assertThat(literalsOf(Variables.OUTCOME)).isEqualTo(namesOf(Outcome.values()));
    }

    @Test
    void asksForEveryLimit() {
        var asked = Diagram.processes()
                .flatMap(diagram -> diagram.elements("timeDuration"))
                .map(timer -> LIMIT.matcher(timer.getTextContent()).replaceFirst("$1"));

        assertThat(asked.collect(toSet()))
                .isEqualTo(Arrays.stream(Limit.values()).map(Limit::key).collect(toSet()));
    }

    @Test
    void awaitsEveryKindOfBoot() {
        var operation = new UUID(0, 1);

        assertThat(literalsOf(Variables.AWAITED).stream().map(awaited -> operation + ":" + awaited))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(BootWait.values())
                        .map(wait -> wait.correlationKey(operation))
                        .toList());
        assertThat(inProcesses("subscription", "correlationKey")).containsExactly("=operationId + \":\" + awaited");
    }

    @Test
    void namesEveryVariable() {
        var text = Diagram.all().map(Diagram::text).collect(Collectors.joining());
        var written = Stream.of("input", "output")
                .flatMap(mapping -> inProcesses(mapping, "target").stream())
                .collect(toSet());

        assertThat(constantsOf(Variables.class))
                .allSatisfy(name -> assertThat(text).containsPattern("\\b" + name + "\\b"));
        assertThat(written).isSubsetOf(constantsOf(Variables.class));
    }

    @ParameterizedTest
    @MethodSource("imprint.bpmn.Diagram#processes")
    void triesEveryTaskFiveTimes(Diagram diagram) {
        assertThat(diagram.elements("serviceTask"))
                .allSatisfy(task -> assertThat(Diagram.inside(task, "taskDefinition"))
                        .singleElement()
                        .returns("5", definition -> definition.getAttribute("retries")));
    }

    @ParameterizedTest
    @MethodSource("imprint.bpmn.Diagram#processes")
    void givesEveryStepADeadline(Diagram diagram) {
        var steps = Stream.of("serviceTask", "receiveTask")
                .flatMap(diagram::elements)
                .filter(task -> !task.getAttribute("name").equals("Conclude"))
                .map(task -> task.getAttribute("id"));

        assertThat(diagram.timers().map(timer -> timer.getAttribute("attachedToRef")))
                .containsExactlyInAnyOrderElementsOf(steps.toList());
    }

    @ParameterizedTest
    @MethodSource("imprint.bpmn.Diagram#processes")
    void catchesEveryError(Diagram diagram) {
        var catchAll = diagram.elements("subProcess")
                .flatMap(subProcess -> Diagram.inside(subProcess, "errorEventDefinition").stream());

        assertThat(catchAll).singleElement().matches(definition -> !definition.hasAttribute("errorRef"));
    }

    @ParameterizedTest
    @MethodSource("imprint.bpmn.Diagram#processes")
    void drawsEveryElement(Diagram diagram) {
        var drawn = Stream.of("BPMNShape", "BPMNEdge")
                .flatMap(shape -> diagram.values(shape, "bpmnElement"))
                .toList();
        var flows = diagram.elements("sequenceFlow").toList();
        var nodes = flows.stream()
                .flatMap(flow -> Stream.of(flow.getAttribute("sourceRef"), flow.getAttribute("targetRef")));

        assertThat(drawn).doesNotHaveDuplicates().containsAll(nodes.toList());
        assertThat(drawn)
                .containsAll(flows.stream().map(flow -> flow.getAttribute("id")).toList());
    }

    private static Set<String> inProcesses(String element, String attribute) {
        return Diagram.processes()
                .flatMap(diagram -> diagram.values(element, attribute))
                .collect(toSet());
    }

    /** The string literals that the diagrams set the variable to. */
    private static Set<String> literalsOf(String variable) {
        return Diagram.processes()
                .flatMap(diagram -> diagram.sourcesOf(variable))
                .flatMap(source -> Pattern.compile("^=\"([\\w-]+)\"$")
                        .matcher(source)
                        .results()
                        .map(literal -> literal.group(1)))
                .collect(toSet());
    }

    private static Set<String> namesOf(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(toSet());
    }

    private static Set<String> constantsOf(Class<?> names) {
        return Arrays.stream(names.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(DiagramsTest::valueOf)
                .collect(toSet());
    }

    private static String valueOf(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
