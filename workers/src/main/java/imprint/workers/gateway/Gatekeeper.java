package imprint.workers.gateway;

import imprint.imaging.token.Direction;
import imprint.imaging.token.TokenRefused;
import imprint.imaging.token.TokenVerifier;
import imprint.imaging.token.TransferToken;
import org.jspecify.annotations.Nullable;

/** Lets in who holds a token for just this transfer at just this gateway. */
final class Gatekeeper {

    private static final String BEARER = "Bearer ";

    private final String gateway;
    private final TokenVerifier verifier;

    Gatekeeper(String gateway, TokenVerifier verifier) {
        this.gateway = gateway;
        this.verifier = verifier;
    }

    TransferToken admit(Route route, @Nullable String authorization) throws Refusal {
        TransferToken token = verify(authorization);
        boolean fits = token.gateway().equals(gateway)
                && switch (route) {
                    case Route.OfCapture capture ->
                        token.direction() == Direction.CAPTURE
                                && token.operationId().equals(capture.operationId());
                    case Route.OfImage image ->
                        token.direction() == Direction.FETCH
                                && token.manifestDigest().equals(image.manifestDigest());
                };
        if (!fits) {
            throw Refusal.forbidden("The token is for another transfer or another gateway.");
        }
        return token;
    }

    private TransferToken verify(@Nullable String authorization) throws Refusal {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw Refusal.unauthorized("A transfer token is needed.");
        }
        try {
            return verifier.verify(authorization.substring(BEARER.length()));
        } catch (TokenRefused e) {
            throw Refusal.unauthorized(String.valueOf(e.getMessage()));
        }
    }
}
