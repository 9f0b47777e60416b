package imprint.workers.storage;

import imprint.imaging.image.FileName;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends a file as a message. */
final class Sending {

    private Sending() {}

    /** @param header that the endpoint's producer reads the offset from */
    static void send(Endpoint endpoint, FileName name, String header, long offset, InputStream content)
            throws IOException {
        try (ProducerTemplate producer = endpoint.getCamelContext().createProducerTemplate(1)) {
            Exchange answer = producer.send(endpoint, exchange -> {
                exchange.getMessage().setBody(content);
                exchange.getMessage().setHeader(Exchange.FILE_NAME, name.value());
                exchange.getMessage().setHeader(header, offset);
            });
            switch (answer.getException()) {
                case null -> {}
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case Exception failure -> throw new IOException(failure);
            }
        }
    }
}
