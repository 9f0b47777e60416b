package imprint.workflows.device;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import imprint.imaging.protocol.WriteFilter;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** Which devices a person finds who looks for some of them. */
@DomainTest
class DeviceFilterTest {

    private static final DeviceFilter ALL = new DeviceFilter(null, null, null, null, null, null, null, null);

    @Autowired
    private Fleet fleet;

    @Autowired
    private Devices devices;

    @Autowired
    private Enrolments enrolments;

    @Autowired
    private JoinTokens joinTokens;

    @Autowired
    private MovableClock clock;

    /** Like no other's in this database. */
    private final String own = UUID.randomUUID().toString();

    private final String mac = "02:%s:%s:%s:%s:%s"
            .formatted(
                    own.substring(0, 2),
                    own.substring(2, 4),
                    own.substring(4, 6),
                    own.substring(6, 8),
                    own.substring(9, 11));

    private String site;

    @BeforeEach
    void aSite() {
        site = "site " + own;
    }

    @Test
    void findsTextInHostNameSerialNumberProductAndUuid() {
        var kiosk = enrol("kiosk-" + own, "Acme T1", "SN 1");
        var till = enrol("till", "Till " + own, "SN 2");
        var scale = enrol("scale", "Acme T1", "SN" + own);
        enrol("other", "Acme T1", null);
        assertThat(found(own)).containsExactlyInAnyOrder(kiosk, till, scale);
        var uuid = Objects.requireNonNull(devices.get(scale).smbiosUuid());
        assertThat(found(uuid.substring(3, 30))).containsExactly(scale);
    }

    @Test
    void findsTextInWhicheverCaseAndWithoutTheSpacesAroundIt() {
        var kiosk = enrol("Kiösk-" + own, "Acme T1", null);
        assertThat(found("  KIÖSK-%s\t".formatted(own.toUpperCase(Locale.ROOT))))
                .containsExactly(kiosk);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"100%", "till_7", "a\\b", "%", "_", "\\", "it's", "Straße", "İstanbul", "ısı", "\"x\"", "[a]"})
    void takesSignsOfPatternsForThemselves(String sign) {
        var found = enrol(own + sign + "end", "Acme T1", null);
        enrol(own + "Xend", "Acme T1", null);
        assertThat(found(own + sign + "end")).containsExactly(found);
    }

    @Test
    void oneSignOfAPatternFindsNotEverything() {
        enrol("plain-" + own, "Acme T1", null);
        for (var sign : List.of("%", "_", "\\")) {
            assertThat(found(own + sign)).as(sign).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void textOfSpacesLetsEveryDevicePass(String text) {
        var kiosk = enrol("kiosk", "Acme T1", null);
        assertThat(found(text)).containsExactly(kiosk);
    }

    @Test
    void findsNothingByTextOfNoDevice() {
        enrol("kiosk", "Acme T1", null);
        assertThat(found("no such device")).isEmpty();
        assertThat(found("x".repeat(10_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%S"})
    void findsAMacAddressInWhicheverWriting(String writing) {
        var kiosk = enrol("kiosk", "Acme T1", null);
        var written = writing.formatted(mac);
        for (var text : List.of(
                written,
                written.replace(':', '-'),
                written.replace(":", ""),
                written.replace(":", "").replaceAll("(?<=\\G.{4})(?=.)", "."),
                written.substring(3),
                written.substring(6, 12))) {
            assertThat(found(text)).as(text).contains(kiosk);
        }
    }

    @Test
    void aDeviceOfWhichSeveralMacAddressesAreMeantIsFoundOnce() {
        var kiosk =
                enrol("kiosk", "Acme T1", null, List.of(mac, mac.substring(0, 15) + "fe", mac.substring(0, 15) + "ff"));
        assertThat(found(mac.substring(0, 14))).containsExactly(kiosk);
    }

    @Test
    void fewDigitsAreNotTakenForAMacAddress() {
        var kiosk = enrol("kiosk", "Acme T1", null, List.of("02:12:34:56:78:9a"));
        assertThat(found("345678")).containsExactly(kiosk);
        assertThat(found("34567")).isEmpty();
        assertThat(found("34:56")).containsExactly(kiosk);
        assertThat(found("02:12:34:56:78:9a:bc")).isEmpty();
    }

    @Test
    void findsAProductInWhicheverSpellingButNotAPartOfIt() {
        var product = "Gerät  7 " + own;
        var kiosk = enrol("kiosk", product, null);
        assertThat(list(new DeviceFilter(null, product.toUpperCase(Locale.ROOT), null, null, null, null, null, null)))
                .containsExactly(kiosk);
        assertThat(list(new DeviceFilter(null, "Gerät 7", null, null, null, site, null, null)))
                .isEmpty();
        assertThat(list(new DeviceFilter(null, "  ", null, null, null, site, null, null)))
                .containsExactly(kiosk);
    }

    @Test
    void aSiteASystemAndAStateAreMeantAsTheyAreWritten() {
        var kiosk = enrol("kiosk", "Acme T1", null);
        assertThat(list(new DeviceFilter(null, null, "DeTOS", DeviceState.ENROLLED, null, site, null, null)))
                .containsExactly(kiosk);
        assertThat(list(new DeviceFilter(null, null, "detos", null, null, site, null, null)))
                .isEmpty();
        assertThat(list(new DeviceFilter(null, null, null, null, null, site.toUpperCase(Locale.ROOT), null, null)))
                .isEmpty();
        assertThat(list(new DeviceFilter(null, null, null, DeviceState.RETIRED, null, site, null, null)))
                .isEmpty();
    }

    @Test
    void findsThoseThatWereSentAway() {
        var kiosk = enrol("kiosk", "Acme T1", null);
        enrol("till", "Acme T1", null);
        devices.retire(kiosk, "sold", Fleet.ALICE);
        assertThat(list(new DeviceFilter(null, null, null, DeviceState.RETIRED, null, site, null, null)))
                .containsExactly(kiosk);
    }

    @Test
    void findsThoseThatNeedAnImage() {
        var kiosk = enrol("kiosk", "Acme T1", null);
        var till = enrol("till", "Acme T1", null);
        devices.writeBegan(kiosk);
        assertThat(list(new DeviceFilter(null, null, null, null, null, site, DiskCondition.NEEDS_IMAGE, null)))
                .containsExactly(kiosk);
        assertThat(list(new DeviceFilter(null, null, null, null, null, site, DiskCondition.WHOLE, null)))
                .containsExactly(till);
    }

    @Test
    void findsThoseThatWereHeldBackForAReason() {
        var machine = facts("kiosk " + own, "Acme T1", null, List.of(mac));
        var kiosk = enrol(machine);
        devices.retire(kiosk, "sold", Fleet.ALICE);
        ask(machine, aToken());
        assertThat(list(new DeviceFilter(own, null, null, null, HeldBack.WAS_RETIRED, null, null, null)))
                .containsExactly(kiosk);
        assertThat(list(new DeviceFilter(own, null, null, null, HeldBack.SHARED_UUID, null, null, null)))
                .isEmpty();
    }

    @Test
    void findsThoseThatHaveBeenSilentSince() throws InterruptedException {
        var silent = fleet.aDevice();
        clock.pass(Duration.ofMinutes(1));
        var since = clock.instant();
        var heard = fleet.aDevice();
        assertThat(silentSince(since)).contains(silent.id()).doesNotContain(heard.id());
        silent.heard(Environment.OWN_DISK, "boot-1");
        assertThat(silentSince(since)).doesNotContain(silent.id(), heard.id());
    }

    @Test
    void thoseThatWereNeverHeardAreSilentSinceEver() {
        var kiosk = enrol("kiosk", "Acme T1", null);
        assertThat(list(new DeviceFilter(null, null, null, null, null, site, null, Instant.EPOCH)))
                .containsExactly(kiosk);
    }

    @Test
    void everyPartHasToBeFulfilled() {
        var kiosk = enrol("kiosk", "Acme T1", null);
        enrol("till", "Acme T1", null);
        assertThat(list(new DeviceFilter(
                        "KIOSK",
                        "acme t1",
                        "DeTOS",
                        DeviceState.ENROLLED,
                        null,
                        site,
                        DiskCondition.WHOLE,
                        clock.instant())))
                .containsExactly(kiosk);
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        var names = List.of("a", "b", "c");
        names.forEach(name -> enrol(name, "Acme T1", null));
        var filter = new DeviceFilter(null, null, null, null, null, site, null, null);
        var second = devices.list(filter, PageRequest.of(1, 2, Sort.by("hostName")));
        assertThat(second.map(Device::hostName)).containsExactly("c");
        assertThat(second.getTotalElements()).isEqualTo(3);
        assertThat(devices.list(filter, PageRequest.of(2, 2, Sort.by("hostName"))))
                .isEmpty();
    }

    @Test
    void withoutPartsEveryDevicePasses() {
        enrol("kiosk", "Acme T1", null);
        assertThat(devices.list(ALL, PageRequest.of(0, 1)).getTotalElements()).isPositive();
    }

    private List<UUID> silentSince(Instant since) {
        return list(new DeviceFilter(null, null, null, null, null, null, null, since));
    }

    private List<UUID> found(String text) {
        return list(new DeviceFilter(text, null, null, null, null, site, null, null));
    }

    private List<UUID> list(DeviceFilter filter) {
        return devices.list(filter, PageRequest.of(0, 10_000)).map(Device::id).toList();
    }

    private UUID enrol(String hostName, String product, @Nullable String serial) {
        return enrol(hostName, product, serial, List.of(mac));
    }

    private UUID enrol(String hostName, String product, @Nullable String serial, List<String> macs) {
        return enrol(facts(hostName, product, serial, macs));
    }

    private UUID enrol(HardwareFacts facts) {
        return ((Enrolments.Granted) ask(facts, aToken())).enrolled().deviceId();
    }

    private String aToken() {
        return joinTokens
                .create("test", site, 1, Duration.ofHours(1), Fleet.ALICE)
                .secret();
    }

    private Enrolments.Answer ask(HardwareFacts facts, String token) {
        return enrolments.enrol(new Enrolment(AgentProtocol.VERSION, token, null, facts, null, null), "127.0.0.1");
    }

    private static HardwareFacts facts(String hostName, String product, @Nullable String serial, List<String> macs) {
        return new HardwareFacts(
                new HardwareIdentity(UUID.randomUUID().toString(), macs),
                product,
                serial,
                hostName,
                List.of(),
                "DeTOS",
                "7.4",
                WriteFilter.NONE);
    }
}
