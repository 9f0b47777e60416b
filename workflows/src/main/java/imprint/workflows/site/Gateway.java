package imprint.workflows.site;

import java.net.URI;

/**
 * An image gateway that is alive.
 *
 * @param name by which the jobs at this gateway's site are addressed
 * @param url where the site's devices reach it
 */
public record Gateway(String name, String site, URI url) {}
