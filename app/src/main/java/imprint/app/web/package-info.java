/** How many connections the web server holds, and for whom. */
@NullMarked
package imprint.app.web;

import org.jspecify.annotations.NullMarked;
