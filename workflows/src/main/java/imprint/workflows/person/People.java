package imprint.workflows.person;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people who may use the system. */
@Service
@Transactional
public class People {

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    People(JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Adds the first administrator, unless there is anybody already.
     *
     * @return false when there is
     */
    public boolean addFirst(String name, String passwordHash) {
        var added = jdbc.sql("""
                        insert into person (name, password_hash, role, created_at)
                        select ?, ?, ?, ? where not exists (select from person) on conflict do nothing
                        """)
                .params(name, passwordHash, Role.ADMINISTRATOR.name(), Timestamp.from(clock.instant()))
                .update();
        if (added == 1) {
            recordAdded(Actor.SYSTEM, name, Role.ADMINISTRATOR);
        }
        return added == 1;
    }

    /** @throws Conflict when there is somebody of this name, in whatever letter case */
    public Person add(String name, String passwordHash, Role role, Actor actor) {
        ReservedNames.require(name);
        inTurn();
        var namesake = jdbc.sql("select name from person where lower(name) = lower(?)")
                .param(name)
                .query(String.class)
                .optional();
        if (namesake.isPresent()) {
            throw new Conflict("There is somebody named \"%s\" already.".formatted(namesake.get()));
        }
        var person = new Person(name, passwordHash, role, clock.instant());
        jdbc.sql("insert into person (name, password_hash, role, created_at) values (?, ?, ?, ?)")
                .params(name, passwordHash, role.name(), Timestamp.from(person.createdAt()))
                .update();
        recordAdded(actor, name, role);
        return person;
    }

    // why: two administrators who remove each other at once would leave none, and two people could share a name.
    private void inTurn() {
        jdbc.sql("lock table person in share row exclusive mode").update();
    }

    private void recordAdded(Actor actor, String name, Role role) {
        audit.record(Act.done(actor, "person added", "person", name).with(Map.of("role", role.name())));
    }

    /** Access tokens go with their person. */
    public void remove(String name, Actor actor) {
        if (name.equals(actor.name())) {
            throw new Conflict("Nobody can remove themselves: ask another administrator.");
        }
        inTurn();
        if (find(actor.name())
                .map(Person::role)
                .filter(Role.ADMINISTRATOR::equals)
                .isEmpty()) {
            throw new Conflict("You are no administrator any more.");
        }
        if (jdbc.sql("delete from person where name = ?").param(name).update() == 0) {
            throw new NotFound("person", name);
        }
        audit.record(Act.done(actor, "person removed", "person", name));
    }

    /** Access tokens end with the password. */
    public void changePassword(String name, String passwordHash, Actor actor) {
        var changed = jdbc.sql("update person set password_hash = ? where name = ?")
                .params(passwordHash, name)
                .update();
        if (changed == 0) {
            throw new NotFound("person", name);
        }
        var tokens = jdbc.sql("delete from access_token where person = ?")
                .param(name)
                .update();
        audit.record(Act.done(actor, "password changed", "person", name)
                .with(Map.of("accessTokensRevoked", Integer.toString(tokens))));
    }

    /** Nobody for a text that is no name, such as one with characters that the database cannot keep. */
    @Transactional(readOnly = true)
    public Optional<Person> find(String name) {
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return jdbc.sql("select * from person where name = ?")
                .param(name)
                .query((row, n) -> read(row))
                .optional();
    }

    @Transactional(readOnly = true)
    public List<Person> list() {
        return jdbc.sql("select * from person order by name")
                .query((row, n) -> read(row))
                .list();
    }

    static Person read(ResultSet row) throws SQLException {
        return new Person(
                row.getString("name"),
                row.getString("password_hash"),
                Role.valueOf(row.getString("role")),
                row.getTimestamp("created_at").toInstant());
    }
}
