package imprint.workflows.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.WriteFilter;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.add.AddDiskImage;
import imprint.workflows.apply.ApplyDiskImage;
import imprint.workflows.audit.Actor;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.device.DeviceFilter;
import imprint.workflows.device.Devices;
import imprint.workflows.device.Enrolments;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import imprint.workflows.operation.ExpectedDigests;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which product is which, and who says that there is one. */
@DomainTest
class ProductsTest {

    private static final Actor AGENT = new Actor("uuid:1", "none", "127.0.0.1");

    @Autowired
    private Fleet fleet;

    @Autowired
    private Products products;

    @Autowired
    private Devices devices;

    @Autowired
    private Enrolments enrolments;

    @Autowired
    private AddDiskImage add;

    @Autowired
    private CloneDiskImage clone;

    @Autowired
    private ApplyDiskImage apply;

    @Autowired
    private JdbcClient jdbc;

    /** Like no other's in this database. */
    private final String kiosk = "Kiosk " + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gerät 7 %s",
                "GERÄT 7 %s",
                "  Gerät \t 7  %s ",
                "Gerät\u00a07\u2003%s",
                "Gera\u0308t 7 %s",
                "GERA\u0308T 7 %S"
            })
    void aProductIsOneHoweverItIsSpelled(String spelling) {
        var first = products.add("Gerät 7 " + kiosk, true, Fleet.ALICE);
        var other = spelling.formatted(kiosk);
        assertThat(products.findOrPropose(other, AGENT).orElseThrow().id()).isEqualTo(first.id());
        assertThat(products.choose(other).name()).isEqualTo("Gerät 7 " + kiosk);
        assertThatThrownBy(() -> products.add(other, true, Fleet.ALICE))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("Gerät 7 " + kiosk);
    }

    @Test
    void theProductOfADeviceThatAJoinTokenLetsInWaitsWithIt() throws InterruptedException {
        var device = fleet.aDevice(machine(kiosk));
        var product = products.find(kiosk).orElseThrow();
        assertThat(product.state()).isEqualTo(ProductState.NEW);
        assertThat(acts(product)).containsExactly("product told");
        assertThat(devices.get(device.id()).product()).isEqualTo(kiosk);
    }

    @Test
    void theProductOfADeviceThatWaitsWaitsToo() {
        enrolments.enrol(
                new Enrolment(AgentProtocol.VERSION, null, null, machine(kiosk).facts(), null, null), "127.0.0.1");
        assertThat(products.find(kiosk).orElseThrow().state()).isEqualTo(ProductState.NEW);
    }

    @Test
    void whoeverAdmitsADeviceAcceptsItsProduct() throws InterruptedException {
        var device = fleet.aDevice(machine(kiosk));
        devices.admit(device.id(), "main", null, Fleet.ALICE);
        var product = products.find(kiosk).orElseThrow();
        assertThat(product.isAccepted()).isTrue();
        assertThat(jdbc.sql("select details from audit_entry where subject_id = ? and act = 'product accepted'")
                        .param(product.id().toString())
                        .query(String.class)
                        .single())
                .contains(kiosk, device.id().toString());
    }

    @Test
    void aProductIsAcceptedOnce() {
        var told = products.findOrPropose(kiosk, AGENT).orElseThrow();
        products.accept(told.id(), Fleet.ALICE);
        products.accept(told.id(), Fleet.ALICE);
        assertThat(acts(told)).containsExactly("product told", "product accepted");
    }

    @Test
    void addingAProductThatWaitsAcceptsIt() {
        var told = products.findOrPropose(kiosk, AGENT).orElseThrow();
        var added = products.add(kiosk.toUpperCase(Locale.ROOT), false, Fleet.ALICE);
        assertThat(added.id()).isEqualTo(told.id());
        assertThat(added.name()).isEqualTo(kiosk);
        assertThat(added.isAccepted()).isTrue();
        assertThat(added.isCloneable()).isFalse();
    }

    @Test
    void aHallOfNewDevicesMayTellTheirProductAtOnce() throws InterruptedException {
        try (var agents = Executors.newFixedThreadPool(4)) {
            var told = agents
                    .invokeAll(IntStream.range(0, 20)
                            .<Callable<UUID>>mapToObj(n -> () -> products.findOrPropose(kiosk, AGENT)
                                    .orElseThrow()
                                    .id())
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .distinct();
            assertThat(told).containsExactly(products.find(kiosk).orElseThrow().id());
        }
        assertThat(acts(products.find(kiosk).orElseThrow())).containsExactly("product told");
    }

    @Test
    void aDeviceThatTellsAnotherSpellingIsOfTheSameProduct() throws InterruptedException {
        fleet.aProduct(kiosk);
        var device = fleet.aDevice(machine(kiosk.toUpperCase(Locale.ROOT)));
        assertThat(devices.get(device.id()).product()).isEqualTo(kiosk);
        heard(device, device.machine().of(kiosk + "7"));
        assertThat(devices.get(device.id()).product()).isEqualTo(kiosk + "7");
        assertThat(products.find(kiosk + "7").orElseThrow().state()).isEqualTo(ProductState.NEW);
        heard(device, device.machine().of(" " + kiosk.replace(" ", "  ")));
        assertThat(devices.get(device.id()).product()).isEqualTo(kiosk);
    }

    @Test
    void noMoreProductsWaitThanPeopleCanLookThrough() throws InterruptedException {
        var device = fleet.aDevice(machine(kiosk));
        jdbc.sql("""
                        insert into product (id, name, folded, state, cloneable, created_at)
                        select gen_random_uuid(), 'of a crowd ' || n, 'of a crowd ' || n, 'NEW', true, now()
                        from generate_series(1, 1000) n
                        """).update();
        try {
            assertThatThrownBy(() -> heard(device, device.machine().of(kiosk + " one more")))
                    .isInstanceOf(Conflict.class);
            assertThat(devices.get(device.id()).product()).isEqualTo(kiosk);
            assertThat(products.find(kiosk + " one more")).isEmpty();
            fleet.aDevice(machine(kiosk + " by token"));
            assertThat(products.find(kiosk + " by token")).isPresent();
        } finally {
            jdbc.sql("delete from product where name like 'of a crowd %'").update();
        }
    }

    @Test
    void devicesAreListedByTheirProductHoweverItIsSpelled() throws InterruptedException {
        var device = fleet.aDevice(machine(kiosk));
        var spelled = " " + kiosk.toUpperCase(Locale.ROOT).replace(" ", "\u00a0 ");
        var filter = new DeviceFilter(null, spelled, null, null, null, null, null, null);
        assertThat(devices.list(filter, Pageable.ofSize(10)))
                .extracting(each -> each.id())
                .containsExactly(device.id());
    }

    @Test
    void aDeviceOfANewProductIsClonedAndItsImageFitsOthersOfIt() throws Exception {
        var device = fleet.aDevice(machine(kiosk));
        var image = fleet.anImageToMake(kiosk + ".img.zst", kiosk);
        clone.validate(
                clone.request(device.id(), image, Fleet.because("first image")).id());
        var twin = fleet.aDevice(machine(kiosk.toLowerCase(Locale.ROOT)));
        var made = fleet.anImage(kiosk.toUpperCase(Locale.ROOT), true);
        apply.validate(apply.request(made.id(), List.of(twin.id()), true, Fleet.because("second device"))
                .getFirst()
                .id());
        assertThat(products.find(kiosk).orElseThrow().state()).isEqualTo(ProductState.NEW);
    }

    @Test
    void anAddIsForAProductThatThereIs() {
        fleet.aProduct(kiosk);
        assertThatThrownBy(() -> addFor(kiosk + "7"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.field()).isEqualTo("product"))
                .hasMessageStartingWith("There is no product \"%s7\". Near: \"%s\".", kiosk, kiosk);
        assertThat(products.find(kiosk + "7")).isEmpty();
    }

    @Test
    void anAddForAProductThatWaitsIsRefused() {
        assertThat(products.findOrPropose(kiosk, AGENT)).isPresent();
        assertThatThrownBy(() -> addFor(kiosk))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("have an administrator accept it");
    }

    @Test
    void anAddNamesTheProductAsItIsSpelled() {
        fleet.aProduct(kiosk);
        assertThat(addFor("  " + kiosk.toUpperCase(Locale.ROOT))).isEqualTo(kiosk);
    }

    @Test
    void aProductThatNobodyCanSeeIsRefused() {
        assertThatThrownBy(() -> products.add("\u00a0", true, Fleet.ALICE)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aProductIsAddedByOneOfThoseWhoDoItAtOnce() throws InterruptedException {
        try (var administrators = Executors.newFixedThreadPool(4)) {
            assertThat(administrators.invokeAll(
                            Collections.nCopies(4, (Callable<Product>) () -> products.add(kiosk, true, Fleet.ALICE))))
                    .extracting(Future::state)
                    .containsExactlyInAnyOrder(
                            Future.State.SUCCESS, Future.State.FAILED, Future.State.FAILED, Future.State.FAILED);
        }
        assertThat(acts(products.find(kiosk).orElseThrow())).containsExactly("product added");
    }

    @Test
    void aProductThatADeviceTellsWhileItIsAddedIsAccepted() throws InterruptedException {
        try (var both = Executors.newFixedThreadPool(2)) {
            both.invokeAll(
                    List.of(() -> products.add(kiosk, true, Fleet.ALICE), () -> products.findOrPropose(kiosk, AGENT)));
        }
        assertThat(products.choose(kiosk).isAccepted()).isTrue();
    }

    @Test
    void whetherAProductMayBeClonedIsChangedAndNoted() {
        var product = fleet.aProduct(kiosk);
        assertThat(products.mayBeCloned(product.id(), false, Fleet.ALICE).isCloneable())
                .isFalse();
        assertThat(products.get(product.id()).isCloneable()).isFalse();
        products.mayBeCloned(product.id(), true, Fleet.ALICE);
        assertThat(products.get(product.id()).isCloneable()).isTrue();
        assertThat(jdbc.sql("select details from audit_entry where subject_id = ? and act = 'product changed'"
                                + " order by number")
                        .param(product.id().toString())
                        .query(String.class)
                        .list())
                .hasSize(2)
                .satisfies(details -> assertThat(details.getFirst()).contains("\"cloneable\":\"false\""))
                .satisfies(details -> assertThat(details.getLast()).contains("\"cloneable\":\"true\""));
    }

    @Test
    void aProductThatWaitsDoesNotBecomeAcceptedByAChange() {
        var told = products.findOrPropose(kiosk, AGENT).orElseThrow();
        products.mayBeCloned(told.id(), false, Fleet.ALICE);
        assertThat(products.get(told.id()).state()).isEqualTo(ProductState.NEW);
    }

    @Test
    void aProductThatIsNotThereIsNotFound() {
        var id = UUID.randomUUID();
        for (ThrowingCallable act : List.<ThrowingCallable>of(
                () -> products.get(id),
                () -> products.accept(id, Fleet.ALICE),
                () -> products.mayBeCloned(id, true, Fleet.ALICE))) {
            assertThatThrownBy(act).isInstanceOf(NotFound.class).hasMessage("There is no product %s.", id);
        }
    }

    @Test
    void aDeviceThatBringsAProductNobodyKnowsIsAdmittedWithoutIt() {
        products.acceptWith(UUID.randomUUID(), kiosk, Fleet.ALICE);
        assertThat(products.find(kiosk)).isEmpty();
    }

    @Test
    void productsAreListedByWhetherTheyWait() {
        var waiting = products.findOrPropose(kiosk, AGENT).orElseThrow();
        var accepted = fleet.aProduct(kiosk + " 2");
        assertThat(listed(ProductState.NEW)).contains(waiting.id()).doesNotContain(accepted.id());
        assertThat(listed(ProductState.ACCEPTED)).contains(accepted.id()).doesNotContain(waiting.id());
        assertThat(listed(null)).contains(accepted.id(), waiting.id());
        products.accept(waiting.id(), Fleet.ALICE);
        assertThat(listed(ProductState.NEW)).doesNotContain(waiting.id());
    }

    private List<UUID> listed(@Nullable ProductState state) {
        return products.list(state, Pageable.unpaged()).map(Product::id).toList();
    }

    @Test
    void whoChoosesNoProductOfAnyNearNameIsToldWhereToLook() {
        var odd = "Ω".repeat(30);
        assertThatThrownBy(() -> products.choose(odd))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "There is no product \"%s\". Choose one that is listed among the products, or have an administrator add it.",
                        odd);
    }

    @Test
    void aProductThatWaitsIsNotOfferedToThoseWhoMeantAnother() {
        products.findOrPropose(kiosk, AGENT);
        assertThatThrownBy(() -> products.choose(kiosk + "7"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageNotContaining("\"" + kiosk + "\"");
    }

    private String addFor(String product) {
        return add.request(
                        fleet.anImageToMake("a.img.zst", product), ExpectedDigests.NONE, false, Fleet.because("test"))
                .newImage()
                .traits()
                .product();
    }

    private static void heard(Fleet.TestDevice device, Fleet.Machine machine) throws InterruptedException {
        device.answer(new Heartbeat(
                AgentProtocol.VERSION,
                "test",
                "boot-1",
                Environment.OWN_DISK,
                machine.facts(),
                null,
                null,
                null,
                null,
                0));
    }

    private static Fleet.Machine machine(String product) {
        return new Fleet.Machine(UUID.randomUUID().toString(), product, WriteFilter.NONE, Fleet.DISK_BYTES);
    }

    private List<@Nullable String> acts(Product product) {
        return jdbc.sql("select act from audit_entry where subject_id = ? order by number")
                .param(product.id().toString())
                .query(String.class)
                .list();
    }
}
