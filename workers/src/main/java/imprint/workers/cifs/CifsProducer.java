package imprint.workers.cifs;

import imprint.imaging.image.FileName;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Does one operation for each message, over a connection of its own. */
final class CifsProducer extends DefaultProducer {

    private static final int MAX_LISTED = 10_000;

    private final CifsEndpoint endpoint;

    CifsProducer(CifsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws IOException, InvalidPayloadException {
        Message message = exchange.getMessage();
        CifsOperation operation = message.getHeader(CifsOperation.HEADER, endpoint.getOperation(), CifsOperation.class);
        CifsShare share = endpoint.connect();
        boolean streaming = false;
        try {
            switch (operation) {
                case READ -> {
                    message.setBody(share.read(name(message), 0));
                    streaming = true;
                }
                case WRITE -> share.write(name(message), 0, message.getMandatoryBody(InputStream.class));
                case SIZE ->
                    message.setBody(
                            share.find(name(message)).map(CifsFile::bytes).orElse(null));
                case LIST -> message.setBody(share.list(MAX_LISTED));
                case RENAME -> share.rename(name(message), new FileName(message.getMandatoryBody(String.class)));
                case DELETE -> message.setBody(share.delete(name(message)));
                case FREE -> message.setBody(share.freeBytes());
            }
        } finally {
            if (!streaming) {
                share.close();
            }
        }
    }

    private static FileName name(Message message) {
        String name = message.getHeader(Exchange.FILE_NAME, String.class);
        if (name == null) {
            throw new IllegalArgumentException("cifs needs a name in the header " + Exchange.FILE_NAME);
        }
        return new FileName(name);
    }
}
