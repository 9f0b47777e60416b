package imprint.app.person;

import imprint.workflows.audit.Actor;
import imprint.workflows.person.AccessToken;
import imprint.workflows.person.AccessTokens;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me/access-tokens")
class AccessTokenController {

    private final AccessTokens tokens;
    private final CurrentPassword current;

    AccessTokenController(AccessTokens tokens, CurrentPassword current) {
        this.tokens = tokens;
        this.current = current;
    }

    @GetMapping
    @Operation(summary = "List your access tokens, without their secrets")
    List<AccessToken> list(Actor actor) {
        return tokens.list(actor.name());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make an access token for a program; its secret is told this once")
    CreatedAccessToken create(@Valid @RequestBody NewAccessToken token, Actor actor) {
        current.require(token.currentPassword(), actor);
        return CreatedAccessToken.of(tokens.create(token.description(), token.role(), token.validFor(), actor));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke one of your access tokens")
    void revoke(@PathVariable UUID id, Actor actor) {
        tokens.revoke(id, actor);
    }
}
