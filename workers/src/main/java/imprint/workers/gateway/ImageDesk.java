package imprint.workers.gateway;

import imprint.imaging.chunk.Digest;
import imprint.imaging.token.TransferToken;
import imprint.workers.spool.ImageLease;
import imprint.workers.spool.Spool;
import imprint.workers.spool.SpooledDisk;
import java.io.IOException;

/** Gives out images, also while they are still arriving at the site. */
final class ImageDesk {

    private final Spool spool;
    private final TransferListener listener;

    ImageDesk(Spool spool, TransferListener listener) {
        this.spool = spool;
        this.listener = listener;
    }

    Reply serve(Route.OfImage route, TransferToken token) throws Refusal, IOException {
        ImageLease image = lease(token, route.manifestDigest());
        boolean sending = false;
        try {
            Reply reply = serve(route, image);
            sending = reply instanceof Reply.Frame;
            return reply;
        } catch (IndexOutOfBoundsException e) {
            throw Refusal.notFound();
        } finally {
            if (!sending) {
                image.close();
            }
        }
    }

    private Reply serve(Route.OfImage route, ImageLease image) throws Refusal, IOException {
        return switch (route) {
            case Route.GetManifest _ -> Reply.Bytes.of(image.manifest().root().encode());
            case Route.GetPage get ->
                Reply.Bytes.of(image.manifest().page(get.page()).encode());
            case Route.GetChunk get -> chunk(image, get.chunk());
        };
    }

    private static Reply chunk(ImageLease image, long chunk) throws Refusal, IOException {
        SpooledDisk disk = image.disk();
        if (!disk.has(chunk)) {
            throw Refusal.notStagedYet();
        }
        if (disk.isZero(chunk)) {
            throw Refusal.notFound();
        }
        return new Reply.Frame(disk.place(chunk), image::close);
    }

    private ImageLease lease(TransferToken token, Digest manifestDigest) throws Refusal {
        return spool.lease(manifestDigest, token.operationId())
                .orElseThrow(() -> listener.imageWanted(token.operationId(), manifestDigest)
                        .map(Refusal::notStagedSoon)
                        .orElseGet(Refusal::notStagedYet));
    }
}
