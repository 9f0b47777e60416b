package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.imaging.image.FileNameRefused;
import imprint.workers.image.BlockStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The files in an answer to {@code PROPFIND} (RFC 4918, 9.1). No entity and no document type is ever resolved; how deep
 * elements lie in each other is limited by the JDK.
 */
final class DavListing {

    private static final String DAV = "DAV:";
    /** For 10,000 files with 16 properties each. */
    private static final int MAX_BYTES = 32 << 20;

    private final List<StoredFile> files = new ArrayList<>();
    private @Nullable String href;
    private @Nullable String length;
    private @Nullable Instant modified;
    private boolean collection;

    private DavListing() {}

    /** @throws ProtocolException when it is none, or longer than any can be */
    static List<StoredFile> read(InputStream xml, int max) throws IOException {
        XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();
        parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return new DavListing().read(parsers.createXMLStreamReader(new Bounded(xml)), max);
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException broken) {
                throw broken;
            }
            throw new ProtocolException("its list of files is no XML that can be read");
        }
    }

    private List<StoredFile> read(XMLStreamReader xml, int max) throws XMLStreamException {
        while (xml.hasNext() && files.size() < max) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && DAV.equals(xml.getNamespaceURI())) {
                begin(xml);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("response")) {
                file().ifPresent(files::add);
            }
        }
        return List.copyOf(files);
    }

    private void begin(XMLStreamReader xml) throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "response" -> {
                href = null;
                length = null;
                modified = null;
                collection = false;
            }
            case "href" -> href = xml.getElementText();
            case "getcontentlength" -> length = xml.getElementText();
            case "getlastmodified" -> modified = time(xml.getElementText());
            case "collection" -> collection = true;
            default -> {}
        }
    }

    private Optional<StoredFile> file() {
        if (href == null || length == null || collection || !length.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        try {
            String path = new URI(href.strip()).getPath();
            return Optional.of(new StoredFile(
                    new FileName(path.substring(path.lastIndexOf('/') + 1)), Long.parseLong(length), modified));
        } catch (URISyntaxException | FileNameRefused e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant time(String text) {
        try {
            // RFC 4918, 15.7
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static final class Bounded extends BlockStream {

        private final InputStream in;
        private long left = MAX_BYTES;

        Bounded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                throw new ProtocolException("its list of files is longer than any list can be");
            }
            int read = in.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
