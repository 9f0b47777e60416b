/**
 * Storage locations, where image files lie: one contract over Camel's file, ftp and http components and our nfs.
 *
 * <p>Whole files are written by Camel's producers where these can say what happened to a file by its name alone. Reading
 * from an offset, renaming and asking for a size go to the client that the component has configured, connected and
 * logged in: Camel's consumers would read a directory's listing and trust the names in it, its http component knows no
 * {@code MOVE} and reads an abandoned download to its end, its ftp component appends only to what a listing shows.
 */
@NullMarked
package imprint.workers.storage;

import org.jspecify.annotations.NullMarked;
