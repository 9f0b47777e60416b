package imprint.app.person;

import imprint.workflows.audit.Actor;
import imprint.workflows.person.AccessToken;
import imprint.workflows.person.AccessTokens;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For administrators: a token may have to end while its person is away. */
@RestController
@RequestMapping("/api/v1/access-tokens")
class AnybodysAccessTokenController {

    private final AccessTokens tokens;

    AnybodysAccessTokenController(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @Operation(summary = "List everybody's access tokens, without their secrets")
    List<AccessToken> list() {
        return tokens.listAll();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke anybody's access token")
    void revoke(@PathVariable UUID id, Actor actor) {
        tokens.revokeAnybodys(id, actor);
    }
}
