package imprint.app.operation;

import imprint.bpmn.Diagrams;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What the diagrams call their steps. */
@Component
class StepNames {

    private final Map<String, String> names = new HashMap<>();

    StepNames() {
        Diagrams.RESOURCES.stream().filter(name -> name.endsWith(".bpmn")).forEach(this::read);
    }

    private void read(String diagram) {
        try (InputStream in =
                Objects.requireNonNull(Diagrams.class.getClassLoader().getResourceAsStream(diagram), diagram)) {
            // why: the processes use one name for one id, so the process need not be told apart.
            Bpmn.readModelFromStream(in)
                    .getModelElementsByType(FlowNode.class)
                    .forEach(node -> names.put(node.getId(), Objects.requireNonNullElse(node.getName(), node.getId())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(String elementId) {
        return names.getOrDefault(elementId, elementId);
    }
}
