package imprint.bpmn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A diagram as its file has it. */
record Diagram(String resource, Document document) {

    private static final Path RESOURCES = Path.of("src/main/resources");

    static Stream<Diagram> all() {
        return Diagrams.RESOURCES.stream().map(Diagram::read);
    }

    static Stream<Diagram> processes() {
        return all().filter(diagram -> diagram.resource.endsWith(".bpmn"));
    }

    private static Diagram read(String resource) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            return new Diagram(
                    resource,
                    factory.newDocumentBuilder()
                            .parse(RESOURCES.resolve(resource).toFile()));
        } catch (ParserConfigurationException | SAXException impossible) {
            throw new AssertionError(resource, impossible);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The elements of that name without its prefix, in the order of the file. */
    Stream<Element> elements(String name) {
        return stream(document.getElementsByTagNameNS("*", name));
    }

    /** The values of that attribute of the elements of that name. */
    Stream<String> values(String element, String attribute) {
        return elements(element)
                .filter(found -> found.hasAttribute(attribute))
                .map(found -> found.getAttribute(attribute));
    }

    /** What the inputs or outputs of that target are set to. */
    Stream<String> sourcesOf(String target) {
        return Stream.of("input", "output")
                .flatMap(this::elements)
                .filter(mapping -> mapping.getAttribute("target").equals(target))
                .map(mapping -> mapping.getAttribute("source"));
    }

    /** The boundary events with a timer. */
    Stream<Element> timers() {
        return elements("boundaryEvent")
                .filter(event -> !inside(event, "timerEventDefinition").isEmpty());
    }

    /** The whole file. */
    String text() {
        try {
            return Files.readString(RESOURCES.resolve(resource));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Element> inside(Element parent, String name) {
        return stream(parent.getElementsByTagNameNS("*", name)).toList();
    }

    private static Stream<Element> stream(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList().stream();
    }

    @Override
    public String toString() {
        return resource;
    }
}
