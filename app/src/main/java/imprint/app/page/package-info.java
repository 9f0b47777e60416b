/** Lists in the API: pages, sorting, and places to go on from. */
@NullMarked
package imprint.app.page;

import org.jspecify.annotations.NullMarked;
