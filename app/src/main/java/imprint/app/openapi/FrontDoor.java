package imprint.app.openapi;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells who opens the address that the console shows where to go on. */
@RestController
class FrontDoor {

    @GetMapping(path = "/", produces = MediaType.TEXT_PLAIN_VALUE)
    String tell() {
        return """
                This is Imprint. Its API is described at /api/v1/openapi.json (log in as the administrator that was
                shown at the first start), its health is told at /actuator/health.
                """;
    }
}
