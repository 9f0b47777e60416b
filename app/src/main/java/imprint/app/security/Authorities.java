package imprint.app.security;

import imprint.workflows.person.Role;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/** Roles in the words of Spring Security. */
final class Authorities {

    private Authorities() {}

    static List<GrantedAuthority> of(Role role) {
        return AuthorityUtils.createAuthorityList("ROLE_" + role.name());
    }
}
