package imprint.app.device;

import imprint.workflows.audit.Actor;
import imprint.workflows.device.JoinToken;
import imprint.workflows.device.JoinTokens;
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
@RequestMapping("/api/v1/join-tokens")
class JoinTokenController {

    private final JoinTokens tokens;

    JoinTokenController(JoinTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @Operation(summary = "List the newest join tokens, without their secrets")
    List<JoinToken> list() {
        return tokens.list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a join token; its secret is told this once")
    CreatedJoinToken create(@Valid @RequestBody NewJoinToken token, Actor actor) {
        return CreatedJoinToken.of(
                tokens.create(token.description(), token.site(), token.uses(), token.validFor(), actor));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a join token")
    void revoke(@PathVariable UUID id, Actor actor) {
        tokens.revoke(id, actor);
    }
}
