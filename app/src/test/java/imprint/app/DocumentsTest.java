package imprint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;

/** What the documents speak of is there, and what is there they speak of. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");
    private static final String NAMED_IN_A_POM = "/project/dependencies/dependency[groupId != 'imprint']/artifactId"
            + " | //build//plugins/plugin/artifactId | //annotationProcessorPaths/path/artifactId";

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        for (var document : documents()) {
            assertThat(LINK.matcher(Files.readString(document)).results().map(link -> target(document, link)))
                    .as("links of %s", ROOT.relativize(document))
                    .allSatisfy(file -> assertThat(file).exists());
        }
    }

    @Test
    void everyDirectDependencyIsListedWithItsLicence() throws Exception {
        var list = Files.readString(ROOT.resolve("docs/dependencies.md"));
        for (var pom : poms()) {
            for (var name : XPathFactory.newInstance()
                    .newXPath()
                    .evaluateExpression(NAMED_IN_A_POM, read(pom), XPathNodes.class)) {
                assertThat(list).as("named in %s", ROOT.relativize(pom)).containsPattern(row(name));
            }
        }
    }

    private static List<Path> documents() throws IOException {
        var documents = new ArrayList<Path>();
        try (var top = Files.list(ROOT);
                var below = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(top, below)
                    .filter(file -> file.toString().endsWith(".md"))
                    .forEach(documents::add);
        }
        assertThat(documents).contains(ROOT.resolve("README.md"));
        return documents;
    }

    private static List<Path> poms() throws IOException {
        try (var modules = Files.list(ROOT)) {
            return Stream.concat(Stream.of(ROOT), modules)
                    .map(directory -> directory.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
        }
    }

    private static Path target(Path document, MatchResult link) {
        return document.resolveSibling(link.group(1)).normalize();
    }

    private static Node read(Path pom) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    }

    /** The first cell of a row of a table names it. */
    private static Pattern row(Node artifactId) {
        return Pattern.compile(
                "(?m)^\\|[^|]*(?<![\\w-])" + Pattern.quote(artifactId.getTextContent()) + "(?![\\w-])[^|]*\\|");
    }
}
