package imprint.workflows.site;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The gateways that have announced themselves of late. */
@Service
@Transactional
public class Gateways {

    /** A gateway announces itself every few seconds; one that was silent for so long gets no new work. */
    private static final Duration SILENCE = Duration.ofSeconds(35);

    private final JdbcClient jdbc;
    private final Clock clock;

    Gateways(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void announce(Gateway gateway) {
        jdbc.sql("""
                        insert into site_gateway (name, site, url, announced_at) values (?, ?, ?, ?)
                        on conflict (name) do update
                        set site = excluded.site, url = excluded.url, announced_at = excluded.announced_at
                        """)
                .params(gateway.name(), gateway.site(), gateway.url().toString(), Timestamp.from(clock.instant()))
                .update();
    }

    @Transactional(readOnly = true)
    public List<Gateway> liveAt(String site) {
        return jdbc.sql("select name, site, url from site_gateway where site = ? and announced_at > ? order by name")
                .params(site, Timestamp.from(clock.instant().minus(SILENCE)))
                .query((row, n) -> new Gateway(row.getString(1), row.getString(2), URI.create(row.getString(3))))
                .list();
    }

    /** Other live gateways of the same site, once this one has been silent since then; until that, none. */
    @Transactional(readOnly = true)
    public List<Gateway> insteadOf(String name, Instant silentSince) {
        return jdbc.sql("""
                        select other.name, other.site, other.url
                        from site_gateway lost join site_gateway other on other.site = lost.site
                        where lost.name = ? and lost.announced_at < ?
                            and other.name <> lost.name and other.announced_at > ?
                        order by other.name
                        """)
                .params(
                        name,
                        Timestamp.from(silentSince),
                        Timestamp.from(clock.instant().minus(SILENCE)))
                .query((row, n) -> new Gateway(row.getString(1), row.getString(2), URI.create(row.getString(3))))
                .list();
    }

    /** Gateways that have been silent since then, and have another live one at their site. */
    @Transactional(readOnly = true)
    public List<String> replaceable(Instant silentSince) {
        return jdbc.sql("""
                        select name from site_gateway lost where announced_at < ? and exists (
                            select from site_gateway other where other.site = lost.site and other.announced_at > ?)
                        order by name
                        """)
                .params(
                        Timestamp.from(silentSince),
                        Timestamp.from(clock.instant().minus(SILENCE)))
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Any live gateway, for work that belongs to no device. */
    @Transactional(readOnly = true)
    public Optional<Gateway> anyLive() {
        return live().stream().findFirst();
    }

    @Transactional(readOnly = true)
    public List<Gateway> live() {
        return jdbc.sql("select name, site, url from site_gateway where announced_at > ? order by name")
                .param(Timestamp.from(clock.instant().minus(SILENCE)))
                .query((row, n) -> new Gateway(row.getString(1), row.getString(2), URI.create(row.getString(3))))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Gateway> named(String name) {
        return jdbc.sql("select name, site, url from site_gateway where name = ?")
                .param(name)
                .query((row, n) -> new Gateway(row.getString(1), row.getString(2), URI.create(row.getString(3))))
                .optional();
    }
}
