package imprint.workers.nfs;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.NoSuchHeaderException;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ExchangeHelper;

/** Carries out the endpoint's operation, each time over a connection of its own. */
public final class NfsProducer extends DefaultProducer {

    /** The byte, a {@code long}, from which on a file is read or written; without it, 0. */
    public static final String OFFSET = "CamelNfsOffset";

    private static final int MAX_LISTED = 10_000;

    private final NfsEndpoint endpoint;

    NfsProducer(NfsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        if (endpoint.operation() == NfsOperation.READ) {
            exchange.getMessage().setBody(read(exchange));
            return;
        }
        try (NfsConnection connection = endpoint.connect()) {
            carryOut(connection, exchange);
        }
    }

    private InputStream read(Exchange exchange) throws Exception {
        NfsConnection connection = endpoint.connect();
        try {
            return connection.read(name(exchange), offset(exchange));
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private void carryOut(NfsConnection connection, Exchange exchange)
            throws IOException, NoSuchHeaderException, InvalidPayloadException {
        Message message = exchange.getMessage();
        switch (endpoint.operation()) {
            case WRITE ->
                connection.write(name(exchange), offset(exchange), message.getMandatoryBody(InputStream.class));
            case STAT -> message.setBody(connection.stat(name(exchange)));
            case LIST -> message.setBody(connection.list(MAX_LISTED));
            case DELETE -> connection.delete(name(exchange));
            case READ -> throw new IllegalStateException("Reading outlives this method");
        }
    }

    private static String name(Exchange exchange) throws NoSuchHeaderException {
        return ExchangeHelper.getMandatoryHeader(exchange, Exchange.FILE_NAME, String.class);
    }

    private static long offset(Exchange exchange) {
        return exchange.getMessage().getHeader(OFFSET, 0L, Long.class);
    }
}
