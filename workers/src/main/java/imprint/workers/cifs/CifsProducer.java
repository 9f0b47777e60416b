package imprint.workers.cifs;

import imprint.imaging.image.FileName;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ExchangeHelper;

/** Writes the body, a stream, to the file that {@code CamelFileName} names, over a connection of its own. */
public final class CifsProducer extends DefaultProducer {

    /** The byte, a {@code long}, from which on the file is written; without it, it is made anew. */
    public static final String OFFSET = "CamelCifsOffset";

    private final CifsEndpoint endpoint;

    CifsProducer(CifsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws IOException, CamelExchangeException {
        Message message = exchange.getMessage();
        var name = new FileName(ExchangeHelper.getMandatoryHeader(exchange, Exchange.FILE_NAME, String.class));
        try (CifsShare share = endpoint.connect()) {
            share.write(name, message.getHeader(OFFSET, 0L, Long.class), message.getMandatoryBody(InputStream.class));
        }
    }
}
