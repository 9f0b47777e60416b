package imprint.http;

import imprint.imaging.image.ImageFileName;
import imprint.workflows.audit.Actor;
import imprint.workflows.failure.Conflict;
import imprint.workflows.image.DiskImages;
import imprint.workflows.image.FileFacts;
import imprint.workflows.operation.ImageTraits;
import imprint.workflows.operation.NewImage;
import imprint.workflows.person.People;
import imprint.workflows.person.Role;
import imprint.workflows.product.Products;
import java.net.URI;
import java.sql.Timestamp;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** People, devices and images to test with. */
@Component
class Fleet {

    static final String PRODUCT = "Acme T1";

    private final Environment environment;
    private final JsonMapper json;
    private final People people;
    private final PasswordEncoder encoder;
    private final DiskImages images;
    private final Products products;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private final AtomicInteger numbers = new AtomicInteger();

    Fleet(
            Environment environment,
            JsonMapper json,
            People people,
            PasswordEncoder encoder,
            DiskImages images,
            Products products,
            JdbcClient jdbc,
            MovableClock clock) {
        this.environment = environment;
        this.json = json;
        this.people = people;
        this.encoder = encoder;
        this.images = images;
        this.products = products;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Caller anybody() {
        return Caller.unknown(
                URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port")), json);
    }

    Caller administrator() {
        return person("ada", Role.ADMINISTRATOR);
    }

    Caller operator() {
        return person("otto", Role.OPERATOR);
    }

    Caller auditor() {
        return person("audrey", Role.AUDITOR);
    }

    private Caller person(String name, Role role) {
        var password = "a password of " + name;
        if (people.find(name).isEmpty()) {
            try {
                people.add(name, Objects.requireNonNull(encoder.encode(password)), role, Actor.SYSTEM);
            } catch (Conflict e) {
                // why: another test was quicker.
            }
        }
        return anybody().withPassword(name, password);
    }

    String joinToken(int uses) {
        return administrator()
                .post(
                        "/api/v1/join-tokens",
                        Map.of("description", "test", "site", "main", "uses", uses, "validFor", "PT1H"))
                .is(201)
                .text("/secret");
    }

    /** A machine that the server has never heard of. */
    TestDevice aMachine() {
        return aMachineOf(PRODUCT);
    }

    TestDevice aDevice() {
        return aMachine().enrolledBy(joinToken(1));
    }

    /** A machine of another make, too. */
    TestDevice aMachineOf(String product) {
        return new TestDevice(anybody(), UUID.randomUUID(), product, numbers.incrementAndGet());
    }

    /** The product of all devices, which an administrator has accepted. */
    String aProduct() {
        var told = products.findOrPropose(PRODUCT, Actor.SYSTEM).orElseThrow();
        return products.accept(told.id(), Actor.SYSTEM).name();
    }

    UUID aLocation() {
        return administrator()
                .post(
                        "/api/v1/storage-locations",
                        Map.of("name", "location " + numbers.incrementAndGet(), "kind", "FILE", "directory", "/images"))
                .is(201)
                .id();
    }

    UUID anImage() {
        var digest = "%064x".formatted(numbers.incrementAndGet());
        jdbc.sql("insert into manifest (digest, disk_bytes, root, kept_at) values (?, 1, '', now())")
                .param(digest)
                .update();
        var name = "image " + numbers.incrementAndGet();
        var traits = new ImageTraits(PRODUCT, null, null, true, true, false);
        var image = new NewImage(name, "", ImageFileName.of(name + ".img.zst"), aLocation(), traits);
        return images.register(
                        UUID.randomUUID(),
                        image,
                        new FileFacts(1, 1, digest, digest, digest.substring(24), digest.substring(32), null, null))
                .id();
    }

    /** An image in the inventory, as if it had been cloned from the device just now. */
    UUID anImageOf(TestDevice device) {
        var image = anImage();
        jdbc.sql("""
                        insert into operation (id, kind, state, device_id, image_id, image_digest, reboot_on_success,
                            requested_by, authentication, address, requested_at, started_at, ended_at, holds_device,
                            holds_file, bytes_sent, version)
                        select :id, 'CLONE', 'SUCCEEDED', :device, i.id, i.manifest_digest, true, 'otto', 'password',
                            '127.0.0.1', :now, :now, :now, false, false, 0, 0
                        from disk_image i where i.id = :image
                        """)
                .param("id", UUID.randomUUID())
                .param("device", device.id())
                .param("image", image)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return image;
    }

    /** An apply to the device, as it was asked for. */
    UUID anApplyTo(TestDevice device) {
        return anApply(anImage(), device);
    }

    UUID anApply(UUID image, TestDevice device) {
        return UUID.fromString(operator()
                .post("/api/v1/operations/apply", Map.of("imageId", image, "deviceIds", new UUID[] {device.id()}))
                .is(202)
                .text("/0/id"));
    }
}
