package imprint.workers.nfs;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.NoSuchHeaderException;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ExchangeHelper;

/** Writes the body, a stream, to the file that {@code CamelFileName} names, over a connection of its own. */
public final class NfsProducer extends DefaultProducer {

    /** The byte, a {@code long}, from which on the file is written; without it, it is made anew. */
    public static final String OFFSET = "CamelNfsOffset";

    private final NfsEndpoint endpoint;

    NfsProducer(NfsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws IOException, NoSuchHeaderException, InvalidPayloadException {
        try (NfsConnection connection = endpoint.connect()) {
            connection.write(
                    name(exchange), offset(exchange), exchange.getMessage().getMandatoryBody(InputStream.class));
        }
    }

    private static String name(Exchange exchange) throws NoSuchHeaderException {
        return ExchangeHelper.getMandatoryHeader(exchange, Exchange.FILE_NAME, String.class);
    }

    private static long offset(Exchange exchange) {
        return exchange.getMessage().getHeader(OFFSET, 0L, Long.class);
    }
}
