package imprint.workflows.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import imprint.workflows.failure.InvalidInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenHostsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "0.0.0.0",
                "0.1.2.3",
                "255.255.255.255",
                "fe80::1",
                "::",
                "224.0.0.1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "192.0.0.192",
                "::ffff:169.254.1.1",
                "::169.254.169.254",
                "::ffff:0:169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1:a9fe:a9:fe00::",
                "64:ff9b:1::100.100.100.200",
                "2002:a9fe:a9fe::1",
                "2001:0:a9fe:a9fe::",
                "2001:0:c000:207::5601:5601",
                "2001:db8::5efe:169.254.169.254",
                "2001:db8::200:5efe:169.254.169.254"
            })
    void refusesAddressesThatNoFileServerHas(String host) {
        assertThatThrownBy(() -> ForbiddenHosts.refuse(host)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "192.168.0.1",
                "::1",
                "fd00::7",
                "2001:db8::7",
                "64:ff9b::192.0.2.7",
                "files.example",
                "files.example.",
                "files_1",
                "nas-2.4you"
            })
    void takesPrivateAddressesWhereFileServersAre(String host) {
        ForbiddenHosts.refuse(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "2130706433",
                "0x7f.1",
                "0x7f000001",
                "0177.0.0.1",
                "1.2.3.4.",
                "1.2.3.256",
                "1.2.3.4.5",
                "a.1",
                "1::2::3",
                "::1.2.3",
                "a..b",
                "-a",
                "a-",
                ".a"
            })
    void refusesWhatIsNeitherANameNorAWholeAddress(String host) {
        assertThat(catchThrowableOfType(InvalidInput.class, () -> ForbiddenHosts.refuse(host)))
                .extracting(InvalidInput::field)
                .isEqualTo("host");
    }
}
