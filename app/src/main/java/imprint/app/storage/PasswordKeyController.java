package imprint.app.storage;

import imprint.workflows.audit.Actor;
import imprint.workflows.storage.PasswordKeyRing;
import imprint.workflows.storage.PasswordKeyRing.KeyUse;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys that the passwords of storage locations are encrypted with; known by their ids, never told. */
@RestController
@RequestMapping("/api/v1/password-keys")
class PasswordKeyController {

    private final PasswordKeyRing ring;

    PasswordKeyController(PasswordKeyRing ring) {
        this.ring = ring;
    }

    @GetMapping
    @Operation(summary = "List the keys that encrypt passwords, the newest first, and how many passwords need each")
    List<KeyUse> list() {
        return ring.list();
    }

    @PostMapping
    @Operation(summary = "Make a new key, and encrypt all passwords with it")
    List<KeyUse> renew(Actor actor) {
        ring.renew(actor);
        return ring.list();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove an old key that no password needs")
    void remove(@PathVariable String id, Actor actor) {
        ring.remove(id, actor);
    }
}
